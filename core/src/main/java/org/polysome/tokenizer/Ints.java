package org.polysome.tokenizer;

import java.util.Arrays;

/** A list of int that grows and is emptied without giving its memory back. Not thread-safe. */
final class Ints {

  private int[] values = new int[1024];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int value) {
    reserve(1);
    values[size++] = value;
  }

  void addAll(int[] source, int count) {
    reserve(count);
    System.arraycopy(source, 0, values, size, count);
    size += count;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  void copy(int from, int[] target, int at, int count) {
    System.arraycopy(values, from, target, at, count);
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  private void reserve(int count) {
    int needed = Math.addExact(size, count);
    if (needed > values.length) {
      values = Arrays.copyOf(values, Math.max(needed, Math.addExact(values.length, values.length)));
    }
  }
}

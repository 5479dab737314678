package org.polysome.tokenizer;

import java.util.Arrays;

/**
 * The smallest of a list of keys, by repeated partition (Hoare's selection), in time proportional
 * to the list. Of equal keys the earlier go first. Not thread-safe.
 */
final class Smallest {

  private final Subset chosen = new Subset();
  private double[] keys = new double[1024];
  private double[] work = new double[1024];
  private int size;

  void clear() {
    size = 0;
  }

  void add(double key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      work = new double[2 * size];
    }
    keys[size++] = key;
  }

  /** The numbers of the smallest keys, of as many as asked. */
  Subset select(int count) {
    chosen.empty(size);
    if (count <= 0) {
      return chosen;
    }
    double limit = count >= size ? Double.POSITIVE_INFINITY : atPlace(count - 1);
    int equal = count;
    for (int i = 0; i < size; i++) {
      equal -= keys[i] < limit ? 1 : 0;
    }
    for (int i = 0; i < size; i++) {
      if (keys[i] < limit || keys[i] == limit && equal-- > 0) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  /** The key that would be at a place if the list were sorted. */
  private double atPlace(int place) {
    System.arraycopy(keys, 0, work, 0, size);
    int from = 0;
    int until = size - 1;
    while (from < until) {
      double pivot = median(work[from], work[(from + until) >>> 1], work[until]);
      int left = from;
      int right = until;
      while (left <= right) {
        while (work[left] < pivot) {
          left++;
        }
        while (work[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double swapped = work[left];
          work[left++] = work[right];
          work[right--] = swapped;
        }
      }
      if (place <= right) {
        until = right;
      } else if (place >= left) {
        from = left;
      } else {
        return work[place];
      }
    }
    return work[place];
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}

package org.polysome.tokenizer;

/**
 * Orders numbers by keys: a bottom-up merge sort of places, stable, without allocation once it has
 * seen the largest size. Not thread-safe.
 */
final class Ranking {

  private static final int RUN = 8;

  private double[] keys = new double[1024];
  private int[] order = new int[1024];
  private int[] other = new int[1024];
  private int size;

  /** Starts a list of keys. */
  void clear() {
    size = 0;
  }

  void add(double key) {
    if (size == keys.length) {
      keys = java.util.Arrays.copyOf(keys, 2 * size);
      order = new int[2 * size];
      other = new int[2 * size];
    }
    keys[size++] = key;
  }

  int size() {
    return size;
  }

  double key(int place) {
    return keys[place];
  }

  /** The places of the keys, largest key first, equal keys in the order they were added. */
  int[] descending() {
    for (int from = 0; from < size; from += RUN) {
      insertionSort(from, Math.min(from + RUN, size));
    }
    for (int width = RUN; width < size; width *= 2) {
      for (int from = 0; from < size; from += 2 * width) {
        merge(from, Math.min(from + width, size), Math.min(from + 2 * width, size));
      }
      int[] sorted = other;
      other = order;
      order = sorted;
    }
    return order;
  }

  private void insertionSort(int from, int until) {
    for (int i = from; i < until; i++) {
      int at = i;
      while (at > from && keys[order[at - 1]] < keys[i]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
  }

  private void merge(int from, int middle, int until) {
    int left = from;
    int right = middle;
    for (int at = from; at < until; at++) {
      boolean takesLeft =
          right == until || left < middle && !(keys[order[left]] < keys[order[right]]);
      other[at] = takesLeft ? order[left++] : order[right++];
    }
  }
}

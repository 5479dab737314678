package org.polysome.graph.neighbor;

/** Selection without sorting (Hoare, 1961). */
final class KthSmallest {

  private KthSmallest() {}

  /** The number at a place of the order from small to large; the numbers are moved around. */
  static float of(float[] values, int place) {
    int from = 0;
    int until = values.length - 1;
    while (from < until) {
      float pivot = values[(from + until) >>> 1];
      int low = from;
      int high = until;
      while (low <= high) {
        while (values[low] < pivot) {
          low++;
        }
        while (values[high] > pivot) {
          high--;
        }
        if (low <= high) {
          float moved = values[low];
          values[low++] = values[high];
          values[high--] = moved;
        }
      }
      if (place <= high) {
        until = high;
      } else if (place >= low) {
        from = low;
      } else {
        return values[place];
      }
    }
    return values[place];
  }
}

package org.polysome.metric.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The order of numbers. */
public final class Order {

  private Order() {}

  /**
   * Places by rising value; equal values stay in the order of their places.
   *
   * @throws IllegalArgumentException if a value is not a number
   */
  public static int[] ascending(double[] values) {
    int[] order = new int[values.length];
    Arrays.setAll(order, i -> i);
    int[] other = new int[values.length];
    for (long width = 1; width < values.length; width *= 2) {
      for (long from = 0; from < values.length; from += 2 * width) {
        merge(values, order, other, new Run((int) from, (int) width));
      }
      int[] swapped = order;
      order = other;
      other = swapped;
    }
    requireNumbers(values);
    return order;
  }

  /** The middle of some numbers, of an even number of them the mean of the middle two. */
  public static OptionalDouble median(double[] values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  private static void requireNumbers(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException("value " + i + " is not a number");
      }
    }
  }

  /** Two sorted pieces of a width, side by side. */
  private record Run(int from, int width) {}

  private static void merge(double[] values, int[] order, int[] into, Run run) {
    int middle = (int) Math.min((long) run.from + run.width, order.length);
    int end = (int) Math.min((long) middle + run.width, order.length);
    int left = run.from;
    int right = middle;
    for (int place = run.from; place < end; place++) {
      boolean takeLeft =
          left < middle && (right == end || values[order[left]] <= values[order[right]]);
      into[place] = takeLeft ? order[left++] : order[right++];
    }
  }
}

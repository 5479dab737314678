package org.polysome.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** Medians of laps. */
final class Medians {

  private Medians() {}

  /**
   * The median seconds of every n-th lap.
   *
   * @param from the first lap that counts
   * @param step 1 for every lap, 2 for every other
   */
  static double seconds(List<Clock.Lap> laps, int from, int step) {
    double[] sorted =
        IntStream.iterate(from, lap -> lap < laps.size(), lap -> lap + step)
            .mapToDouble(lap -> laps.get(lap).seconds())
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no lap from " + from + " on in " + laps.size());
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

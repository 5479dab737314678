package org.polysome.metric.neighbor;

import org.polysome.metric.Groups;
import org.polysome.metric.statistics.Tails;

/**
 * Pearson's test of whether the batches around a cell are those of all cells: the core of kBET
 * (Buettner et al. 2019).
 *
 * @param frequencies the share of each batch among all cells, 0 for a code that is no batch
 * @param degrees of freedom: batches less one, at least 1
 */
record BatchTest(double[] frequencies, int degrees) {

  static BatchTest of(Groups batches) {
    double[] frequencies = new double[batches.sizes().length];
    for (int batch = 0; batch < frequencies.length; batch++) {
      frequencies[batch] = batches.sizes()[batch] / (double) batches.cells();
    }
    return new BatchTest(frequencies, batches.count() - 1);
  }

  BatchTest {
    if (degrees < 1) {
      throw new IllegalArgumentException("one batch only");
    }
  }

  /**
   * The test statistic of a neighbourhood.
   *
   * @param observed cells of each batch in it
   * @param size of the neighbourhood; more than were observed where some neighbours are missing
   */
  double statistic(int[] observed, int size) {
    double statistic = 0;
    for (int batch = 0; batch < frequencies.length; batch++) {
      double expected = frequencies[batch] * size;
      if (expected > 0) {
        statistic += (observed[batch] - expected) * (observed[batch] - expected) / expected;
      }
    }
    return statistic;
  }

  /** The probability of a statistic at least so large where batches are mixed. */
  double probability(double statistic) {
    return Tails.chiSquare(degrees, statistic);
  }
}

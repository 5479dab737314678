package org.polysome.metric.silhouette;

import java.util.Arrays;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * A score over cells with what it is the mean of.
 *
 * @param score in [0, 1], or why there is none
 * @param samples the silhouette of each cell in [-1, 1]; none where there is no score
 */
public record CellScores(Measurement score, double[] samples) {

  static CellScores none(Status status) {
    return new CellScores(Measurement.none(status), new double[0]);
  }

  /** The mean of silhouettes moved from [-1, 1] to [0, 1]. */
  static CellScores scaled(double[] samples) {
    double mean = Arrays.stream(samples).sum() / samples.length;
    return new CellScores(Measurement.of((mean + 1) / 2), samples);
  }
}

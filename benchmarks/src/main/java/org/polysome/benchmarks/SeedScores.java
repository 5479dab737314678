package org.polysome.benchmarks;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * One metric of one split over seeds; every array is (seeds).
 *
 * @param pretrained of the runs
 * @param randomWeights of the same models before their training
 * @param pca of principal components of expression
 * @param hvg of the most variable genes
 */
record SeedScores(double[] pretrained, double[] randomWeights, double[] pca, double[] hvg) {

  PairedDifference gain() {
    return PairedDifference.of(pretrained, randomWeights);
  }

  /**
   * The share of the way from random weights to PCA that pretraining went: above 1 beyond PCA,
   * below 0 backwards. Absent where PCA is no better than random weights.
   */
  OptionalDouble gapClosed() {
    double gap = PairedDifference.of(pca, randomWeights).mean();
    return gap > 0 ? OptionalDouble.of(gain().mean() / gap) : OptionalDouble.empty();
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}

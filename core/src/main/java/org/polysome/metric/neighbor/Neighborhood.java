package org.polysome.metric.neighbor;

import java.util.Arrays;

/**
 * Neighbours of one cell, weighted by a kernel whose width gives them a wanted perplexity, as in
 * t-SNE (van der Maaten and Hinton 2008), but of distances that are not squared (Korsunsky et al.
 * 2019).
 */
final class Neighborhood {

  private static final double TOLERANCE = 1e-5;
  private static final int STEPS = 50;

  /** What the weights of a neighbourhood are when all of them vanish. */
  private static final double VANISHED = -1;

  private final double[] distances;
  private final double[] weights;
  private double entropy;
  private double beta = 1;
  private int steps;

  /** A neighbourhood of as many neighbours as there are distances. */
  Neighborhood(double[] distances) {
    this.distances = distances;
    this.weights = new double[distances.length];
  }

  /** Looks for the width; 50 halvings at most, whatever the entropy is then. */
  void fit(double perplexity) {
    double wanted = Math.log(perplexity);
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    beta = 1;
    weigh();
    for (steps = 0; steps < STEPS && Math.abs(entropy - wanted) > TOLERANCE; steps++) {
      if (entropy > wanted) {
        low = beta;
        beta = high == Double.POSITIVE_INFINITY ? beta * 2 : (beta + high) / 2;
      } else {
        high = beta;
        beta = low == Double.NEGATIVE_INFINITY ? beta / 2 : (beta + low) / 2;
      }
      weigh();
    }
  }

  private void weigh() {
    double sum = 0;
    double moment = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(-distances[i] * beta);
      sum += weights[i];
      moment += distances[i] * weights[i];
    }
    entropy = sum == 0 ? 0 : Math.log(sum) + beta * moment / sum;
    for (int i = 0; sum > 0 && i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  /** The inverse of the width that was found. */
  double beta() {
    return beta;
  }

  /** How many steps the search took. */
  int steps() {
    return steps;
  }

  /**
   * The inverse of Simpson's index of the neighbours' groups.
   *
   * @param groups the group of each neighbour
   * @param sums as long as there are groups; overwritten
   * @return from 1 to the number of groups, or -1 if all weights vanish, as the reference has it
   */
  double inverseSimpson(int[] groups, double[] sums) {
    if (entropy == 0) {
      return VANISHED;
    }
    Arrays.fill(sums, 0);
    for (int i = 0; i < weights.length; i++) {
      sums[groups[i]] += weights[i];
    }
    double simpson = 0;
    for (double sum : sums) {
      simpson += sum * sum;
    }
    return 1 / simpson;
  }
}

package org.polysome.metric.statistics;

/**
 * What came out of a test of a hypothesis.
 *
 * @param statistic what was computed from the samples
 * @param p the probability of a statistic at least as extreme if the hypothesis holds
 */
public record Significance(double statistic, double p) {

  /** Checks that both are numbers and p is a probability. */
  public Significance {
    if (!Double.isFinite(statistic) || !(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("statistic " + statistic + " and p " + p);
    }
  }
}

package org.polysome.metric.statistics;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * How many marked things are among some that are drawn without putting back. Apache Commons
 * Statistics counts no more than 2^31 things and adds up every term, which takes ten times as long.
 *
 * @param population how many things there are
 * @param marked how many of them are marked
 * @param drawn how many are drawn
 */
public record Hypergeometric(long population, long marked, long drawn) {

  private static final double PRECISION = 1e-17;

  /** Checks that neither are more marked nor more drawn than there are. */
  public Hypergeometric {
    if (marked < 0 || drawn < 0 || marked > population || drawn > population) {
      throw new IllegalArgumentException(
          "%d marked and %d drawn of %d".formatted(marked, drawn, population));
    }
  }

  /**
   * The probability of more than k marked things, {@code hypergeom.sf(k, population, marked,
   * drawn)} of scipy. For at least k ask for k - 1.
   */
  public double survival(long k) {
    if (k < least()) {
      return 1;
    }
    if (k >= most()) {
      return 0;
    }
    // Summed away from the mode, where each term is smaller than the one before.
    double mode = (drawn + 1.0) * (marked + 1.0) / (population + 2.0);
    return k + 1 > mode ? above(k + 1) : 1 - below(k);
  }

  private long least() {
    return Math.max(0, marked + drawn - population);
  }

  private long most() {
    return Math.min(marked, drawn);
  }

  private double above(long first) {
    double term = probability(first);
    double sum = term;
    for (long k = first; k < most() && term > PRECISION * sum; k++) {
      term /= ratio(k + 1);
      sum += term;
    }
    return sum;
  }

  private double below(long last) {
    double term = probability(last);
    double sum = term;
    for (long k = last; k > least() && term > PRECISION * sum; k--) {
      term *= ratio(k);
      sum += term;
    }
    return sum;
  }

  /** The probability of k - 1 over that of k. */
  private double ratio(long k) {
    return (double) k / (marked - k + 1) * (population - marked - drawn + k) / (drawn - k + 1);
  }

  private double probability(long k) {
    return Math.exp(
        logChoose(marked, k)
            + logChoose(population - marked, drawn - k)
            - logChoose(population, drawn));
  }

  private static double logChoose(long n, long k) {
    return -Math.log(n + 1.0) - LogBeta.value(k + 1.0, n - k + 1.0);
  }
}

package org.polysome.simulate;

import org.polysome.random.Elementary;
import org.polysome.random.Variates;

/**
 * Negative binomial counts of genes that come by only if they may have been seen. A gene is offered
 * with the probability of being seen in a Poisson cell of a higher mean (the bound), and this
 * decides with the same uniform number whether it is, and how often.
 */
final class SeenCounts {

  /** Above it a count is drawn as gamma and Poisson; below by going up from one. */
  private static final double LARGE_MEAN = 40;

  private SeenCounts() {}

  /**
   * The count of a gene that was offered.
   *
   * @param mean expected count, not above the bound
   * @param size inverse of the dispersion
   * @param offered probability with which the gene was offered
   * @return the count, 0 if the gene is not seen after all
   */
  static long draw(double mean, double size, double offered, Variates variates) {
    if (mean > LARGE_MEAN) {
      return variates.poisson(mean / size * variates.gamma(size));
    }
    // Uniform in (0, offered]: the upper tail of the distribution function, seen if within P(X >
    // 0).
    double tail = variates.positiveUniform() * offered;
    if (tail > mean) {
      return 0;
    }
    double zero = Elementary.exp(-size * Elementary.log(1 + mean / size));
    if (tail > 1 - zero) {
      return 0;
    }
    return fromTail(tail, mean, size, zero);
  }

  /** Goes up from one until the probability passed reaches the uniform number. */
  private static long fromTail(double tail, double mean, double size, double zero) {
    double share = mean / (mean + size);
    double left = tail;
    double term = zero * size * share;
    long count = 1;
    while (left > term) {
      left -= term;
      double next = term * (size + count) / (count + 1) * share;
      if (next < term && next < 1e-18) {
        break;
      }
      term = next;
      count++;
    }
    return count;
  }
}

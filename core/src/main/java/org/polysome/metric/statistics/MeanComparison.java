package org.polysome.metric.statistics;

import java.util.Optional;

/** Two-tailed t tests of whether two samples are from distributions of the same mean. */
public final class MeanComparison {

  private MeanComparison() {}

  /**
   * Student's test, for equal variances: {@code ttest_ind} of scipy.
   *
   * @return empty where a sample has fewer than two values or none of both varies
   */
  public static Optional<Significance> student(Moments first, Moments second) {
    if (!testable(first, second)) {
      return Optional.empty();
    }
    double degrees = first.size() + second.size() - 2.0;
    double pooled = (first.squares() + second.squares()) / degrees;
    double error = Math.sqrt(pooled * (1.0 / first.size() + 1.0 / second.size()));
    return significance(first, second, error, degrees);
  }

  /**
   * Welch's test, for any variances: {@code ttest_ind} of scipy with {@code equal_var=False}.
   *
   * @return empty where a sample has fewer than two values or none of both varies
   */
  public static Optional<Significance> welch(Moments first, Moments second) {
    if (!testable(first, second)) {
      return Optional.empty();
    }
    double one = first.variance() / first.size();
    double other = second.variance() / second.size();
    // Shares, so that squares of small variances do not vanish.
    double share = one / (one + other);
    double degrees =
        1 / (share * share / (first.size() - 1) + (1 - share) * (1 - share) / (second.size() - 1));
    return significance(first, second, Math.sqrt(one + other), degrees);
  }

  private static boolean testable(Moments first, Moments second) {
    return first.size() > 1 && second.size() > 1 && first.squares() + second.squares() > 0;
  }

  private static Optional<Significance> significance(
      Moments first, Moments second, double error, double degrees) {
    double t = (first.mean() - second.mean()) / error;
    return Double.isFinite(t)
        ? Optional.of(new Significance(t, Tails.studentT(degrees, t)))
        : Optional.empty();
  }
}

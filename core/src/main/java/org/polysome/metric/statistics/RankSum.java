package org.polysome.metric.statistics;

import java.util.Optional;

/**
 * Whether the values of one sample lie above those of another (Wilcoxon, 1945; Mann and Whitney,
 * 1947), by the normal approximation. Three forms are in use, which differ in their p; Apache
 * Commons Statistics has the first and gives no z.
 *
 * @param u number of pairs in which the first sample is above the second, ties being half a pair
 * @param first number of values in the first sample
 * @param second number of values in the second
 * @param tieCubes the sum of t^3 - t over the sizes t of ties in both together
 */
public record RankSum(double u, long first, long second, double tieCubes) {

  /**
   * Ranks both samples together.
   *
   * @throws IllegalArgumentException if a value is not a number
   */
  public static RankSum of(double[] first, double[] second) {
    double[] both = new double[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Ranks ranks = Ranks.of(both);
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += ranks.values()[i];
    }
    double u = sum - first.length * (first.length + 1.0) / 2;
    return new RankSum(u, first.length, second.length, ranks.tieCubes());
  }

  /**
   * With the variance of tied ranks and half a pair off for continuity, as {@code mannwhitneyu} of
   * scipy with {@code method="asymptotic"}; the statistic is u.
   *
   * @return empty where a sample is empty or all values are equal
   */
  public Optional<Significance> mannWhitney() {
    double deviation = deviation(tieCubes);
    if (!(deviation > 0)) {
      return Optional.empty();
    }
    double z = Math.max(0, Math.abs(u - centre()) - 0.5) / deviation;
    return Optional.of(new Significance(u, Tails.normal(z)));
  }

  /**
   * With the variance of tied ranks and no change for continuity, as scanpy's {@code wilcoxon} with
   * {@code tie_correct}; the statistic is z.
   *
   * @return empty where a sample is empty or all values are equal
   */
  public Optional<Significance> tieCorrected() {
    return normal(deviation(tieCubes));
  }

  /**
   * As if there were no ties, which makes p too large where there are: {@code ranksums} of scipy
   * and scanpy's default; the statistic is z.
   *
   * @return empty where a sample is empty
   */
  public Optional<Significance> uncorrected() {
    return normal(deviation(0));
  }

  private Optional<Significance> normal(double deviation) {
    if (!(deviation > 0)) {
      return Optional.empty();
    }
    double z = (u - centre()) / deviation;
    return Optional.of(new Significance(z, Tails.normal(z)));
  }

  private double centre() {
    return first / 2.0 * second;
  }

  private double deviation(double cubes) {
    double all = (double) first + second;
    return all < 2
        ? 0
        : Math.sqrt((double) first * second / 12 * (all + 1 - cubes / (all * (all - 1))));
  }
}

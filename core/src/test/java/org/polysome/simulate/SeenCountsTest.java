package org.polysome.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.random.Variates;

class SeenCountsTest {

  private static final int DRAWS = 200_000;

  /** The frequencies of counts agree with the negative binomial distribution function. */
  @ParameterizedTest
  @CsvSource({
    "0.01, 3, 0.02",
    "0.3, 0.5, 0.5",
    "2, 1, 1",
    "7, 4, 1",
    "39, 2, 1",
    "41, 2, 1",
    "300, 10, 1",
    "5, 10000, 1"
  })
  void drawsTheNegativeBinomial(double mean, double size, double bound) {
    double offered = bound == 1 ? 1 : 1 - Math.exp(-bound);
    Variates variates = new Variates(7);
    int most = (int) (mean + 12 * Math.sqrt(mean + mean * mean / size)) + 5;
    int[] seen = new int[most + 1];
    for (int i = 0; i < DRAWS; i++) {
      long count =
          variates.uniform() < offered ? SeenCounts.draw(mean, size, offered, variates) : 0;
      seen[(int) Math.min(count, most)]++;
    }
    double term = Math.pow(1 + mean / size, -size);
    double expected = 0;
    double observed = 0;
    for (int k = 0; k < most; k++) {
      expected += term;
      observed += seen[k] / (double) DRAWS;
      // Five standard errors of a share of DRAWS, and a few single cells far out in the tails.
      double tolerance =
          5 * Math.sqrt(Math.max(expected * (1 - expected), 0) / DRAWS) + 4.0 / DRAWS;
      assertThat(observed)
          .as("P(X <= %d)", k)
          .isBetween(expected - tolerance, expected + tolerance);
      term *= (size + k) / (k + 1) * mean / (mean + size);
    }
  }
}

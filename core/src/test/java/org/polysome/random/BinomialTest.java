package org.polysome.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

  private static final int DRAWS = 40_000;

  /** The number of trials and their probability decide which of three algorithms draws. */
  @ParameterizedTest
  @CsvSource({"5, 0.3", "32, 0.7", "100, 0.02", "100, 0.4", "500, 0.9", "100000, 0.00005"})
  void agreesWithItsProbabilities(int trials, double probability) {
    Variates variates = new Variates(trials);
    long[] drawn = new long[trials + 1];
    for (int i = 0; i < DRAWS; i++) {
      drawn[(int) variates.binomial(trials, probability)]++;
    }
    double chi = 0;
    int degrees = -1;
    double restExpected = DRAWS;
    double restDrawn = DRAWS;
    for (int k = 0; k <= Math.min(trials, 1000); k++) {
      double expected = DRAWS * mass(trials, probability, k);
      if (expected >= 10) {
        chi += Math.pow(drawn[k] - expected, 2) / expected;
        degrees++;
        restExpected -= expected;
        restDrawn -= drawn[k];
      }
    }
    if (restExpected >= 1) {
      chi += Math.pow(restDrawn - restExpected, 2) / restExpected;
      degrees++;
    }
    // Five standard deviations above the mean of the chi-square distribution.
    assertThat(chi).as("%d degrees", degrees).isLessThan(degrees + 5 * Math.sqrt(2 * degrees) + 3);
  }

  @Test
  void largeNumbersHaveTheirMeanAndVariance() {
    Variates variates = new Variates(7);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double centred = variates.binomial(1_000_000, 0.25) - 250_000;
      sum += centred;
      squares += centred * centred;
    }
    double deviation = Math.sqrt(1e6 * 0.25 * 0.75);
    assertThat(sum / DRAWS).isCloseTo(0, within(5 * deviation / Math.sqrt(DRAWS)));
    assertThat(squares / DRAWS / (deviation * deviation))
        .isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
  }

  @Test
  void certainTrialsAreCertainAndAStreamBeginsAnew() {
    Variates variates = new Variates(1);
    assertThat(variates.binomial(0, 0.5)).isZero();
    assertThat(variates.binomial(1000, 0)).isZero();
    assertThat(variates.binomial(1000, 1)).isEqualTo(1000);
    variates.restart(9);
    assertThat(variates.uniform()).isEqualTo(new Variates(9).uniform());
  }

  private static double mass(int trials, double probability, int successes) {
    double log =
        successes * Math.log(probability) + (trials - successes) * Math.log1p(-probability);
    for (int i = 1; i <= successes; i++) {
      log += Math.log((trials - successes + i) / (double) i);
    }
    return Math.exp(log);
  }
}

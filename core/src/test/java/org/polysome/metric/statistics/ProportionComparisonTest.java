package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.metric.statistics.ProportionComparison.Share;

class ProportionComparisonTest {

  /** The square of z is Pearson's chi-square of the table of four counts. */
  @ParameterizedTest
  @CsvSource({"15, 100, 30, 110", "500, 1000, 480, 1000", "0, 7, 3, 9", "99, 100, 999, 1000"})
  void isThePearsonTest(long first, long trials, long second, long others) {
    double[] counts = {first, trials - first, second, others - second};
    double chi = 0;
    double all = trials + others;
    for (int i = 0; i < 4; i++) {
      double expected = (counts[i] + counts[(i + 2) % 4]) * (i < 2 ? trials : others) / all;
      chi += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    Significance test =
        ProportionComparison.of(new Share(first, trials), new Share(second, others)).orElseThrow();
    assertThat(test.statistic() * test.statistic()).isEqualTo(chi, Offset.offset(1e-12 * chi));
    assertThat(test.statistic() < 0).isEqualTo(first * others < second * trials);
    assertThat(test.p()).isEqualTo(Tails.chiSquare(1, chi), Offset.offset(1e-13));
  }

  @Test
  void needsTrialsThatDiffer() {
    var none = new Share(0, 0);
    var half = new Share(1, 2);
    assertThat(ProportionComparison.of(none, half)).isEmpty();
    assertThat(ProportionComparison.of(new Share(0, 3), new Share(0, 5))).isEmpty();
    assertThat(ProportionComparison.of(new Share(3, 3), new Share(5, 5))).isEmpty();
    assertThat(ProportionComparison.of(half, half)).hasValue(new Significance(0, 1));
    assertThatThrownBy(() -> new Share(3, 2)).hasMessageContaining("3 successes of 2");
  }
}

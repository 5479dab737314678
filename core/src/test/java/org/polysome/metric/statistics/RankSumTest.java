package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankSumTest {

  /** The example in the manual of scipy's {@code mannwhitneyu}. */
  @Test
  void agreesWithScipy() {
    var test = RankSum.of(new double[] {19, 22, 16, 29, 24}, new double[] {20, 11, 17, 12});
    assertThat(test.u()).isEqualTo(17);
    Significance whitney = test.mannWhitney().orElseThrow();
    assertThat(whitney.statistic()).isEqualTo(17);
    assertThat(whitney.p()).isEqualTo(0.11134688653314041, Offset.offset(1e-14));
    assertThat(test.uncorrected()).isEqualTo(test.tieCorrected());
    assertThat(test.uncorrected().orElseThrow().statistic())
        .isEqualTo(7 / Math.sqrt(5 * 4 * 10 / 12.0), Offset.offset(1e-14));
  }

  /** u is a count of pairs; its variance is that of the mean of ranks drawn without return. */
  @Test
  void varianceIsThatOfTiedRanks() {
    var random = new Random(2);
    double[] first = random.ints(30, 0, 6).asDoubleStream().toArray();
    double[] second = random.ints(50, 1, 8).asDoubleStream().toArray();
    double u = 0;
    for (double one : first) {
      for (double other : second) {
        u += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    double[] all = new double[80];
    System.arraycopy(first, 0, all, 0, 30);
    System.arraycopy(second, 0, all, 30, 50);
    double deviation = Math.sqrt(30 * 50 / 80.0 * Moments.of(Ranks.of(all).values()).variance());
    double z = (u - 750) / deviation;
    var test = RankSum.of(first, second);
    assertThat(test.u()).as("seed 2").isEqualTo(u);
    Significance corrected = test.tieCorrected().orElseThrow();
    assertThat(corrected.statistic()).isEqualTo(z, Offset.offset(1e-13));
    assertThat(corrected.p()).isEqualTo(Tails.normal(z), Offset.offset(1e-14));
    assertThat(test.mannWhitney().orElseThrow().p())
        .isEqualTo(Tails.normal((750 - u - 0.5) / deviation), Offset.offset(1e-14));
    assertThat(test.uncorrected().orElseThrow().p()).isGreaterThan(corrected.p());
  }

  @Test
  void equalSamplesAreNoSurprise() {
    var test = RankSum.of(new double[] {1, 2}, new double[] {1, 2});
    assertThat(test.mannWhitney()).hasValue(new Significance(2, 1));
    assertThat(test.tieCorrected()).hasValue(new Significance(0, 1));
  }

  @Test
  void needsValuesThatDiffer() {
    var tied = RankSum.of(new double[] {4, 4}, new double[] {4, 4, 4});
    assertThat(tied.mannWhitney()).isEmpty();
    assertThat(tied.tieCorrected()).isEmpty();
    assertThat(tied.uncorrected()).hasValue(new Significance(0, 1));
    var empty = RankSum.of(new double[0], new double[] {1, 2});
    assertThat(empty.mannWhitney()).isEmpty();
    assertThat(empty.uncorrected()).isEmpty();
    assertThat(RankSum.of(new double[0], new double[0]).tieCorrected()).isEmpty();
  }

  /** One value on each side: two orders, ranks 1 and 2, variance 1 x 1 x 3 / 12. */
  @Test
  void twoValuesAreEnough() {
    Significance test = RankSum.of(new double[] {1}, new double[] {2}).uncorrected().orElseThrow();
    assertThat(test.statistic()).isEqualTo(-0.5 / 0.5);
  }
}

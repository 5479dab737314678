package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void meanAndVariance() {
    var moments = Moments.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});
    assertThat(moments.mean()).isEqualTo(5);
    assertThat(moments.squares()).isEqualTo(32);
    assertThat(moments.variance()).isEqualTo(32 / 7.0);
    assertThat(moments.deviation()).isEqualTo(Math.sqrt(32 / 7.0));
  }

  @Test
  void keepsDigitsFarFromZero() {
    assertThat(Moments.of(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3}).variance())
        .isEqualTo(1, Offset.offset(1e-12));
  }

  @Test
  void oneValueHasNoVariance() {
    assertThat(Moments.of(new double[0])).isEqualTo(new Moments(0, 0, 0));
    assertThatThrownBy(() -> Moments.of(new double[] {3}).variance())
        .hasMessageContaining("1 values");
  }

  /** Tenths, which a sum of squares less a square of sums would lose at this distance. */
  @Test
  void keepsDigitsOfTenthsFarFromZero() {
    assertThat(Moments.of(new double[] {1e9 + 0.1, 1e9 + 0.2, 1e9 + 0.3}).variance())
        .isEqualTo(0.01, Offset.offset(1e-7));
    assertThat(Moments.of(new double[] {1, 3}).variance()).isEqualTo(2);
  }
}

package org.polysome.train.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StepLossesTest {

  @Test
  void theMeanIsTheSumOverTheCount() {
    StepLosses losses = new StepLosses(3, new double[] {6, 0}, new long[] {4, 0});
    assertThat(losses.mean(0)).isEqualTo(1.5);
    assertThat(losses.mean(1)).isNaN();
  }

  @Test
  void isFiniteWhereEverySumIs() {
    assertThat(new StepLosses(1, new double[] {1, -2}, new long[2]).finite()).isTrue();
    assertThat(new StepLosses(1, new double[] {1, Double.NaN}, new long[2]).finite()).isFalse();
    assertThat(new StepLosses(1, new double[] {Double.NEGATIVE_INFINITY, 1}, new long[2]).finite())
        .isFalse();
  }

  @Test
  void sumsAndCountsPairUp() {
    assertThatThrownBy(() -> new StepLosses(1, new double[2], new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 sums but 3 counts");
  }
}

package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RanksTest {

  @Test
  void equalValuesShareTheMean() {
    var ranks = Ranks.of(new double[] {3, 1, 3, 2, 3, 1});
    assertThat(ranks.values()).containsExactly(5, 1.5, 5, 3, 5, 1.5);
    assertThat(ranks.ties()).containsExactly(2, 3);
    assertThat(ranks.tiedPairs()).isEqualTo(4);
    assertThat(ranks.tieCubes()).isEqualTo(6 + 24);
  }

  @Test
  void bothZerosAreOneValue() {
    assertThat(Ranks.of(new double[] {0.0, -0.0}).values()).containsExactly(1.5, 1.5);
    assertThat(Ranks.of(new double[0]).values()).isEmpty();
  }
}

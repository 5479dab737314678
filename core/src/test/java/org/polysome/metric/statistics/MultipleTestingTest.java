package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MultipleTestingTest {

  private static final double[] P = {.01, .04, .03, .005, .5};

  /** The values of EFAAR. */
  @Test
  void benjaminiHochberg() {
    assertThat(MultipleTesting.benjaminiHochberg(P))
        .containsExactly(new double[] {.025, .05, .05, .025, .5}, Offset.offset(1e-15));
    assertThat(MultipleTesting.benjaminiHochberg(new double[] {1, 0.9, 0.9}))
        .containsExactly(1, 1, 1);
    assertThat(MultipleTesting.benjaminiHochberg(new double[0])).isEmpty();
  }

  @Test
  void bonferroni() {
    assertThat(MultipleTesting.bonferroni(P))
        .containsExactly(new double[] {.05, .2, .15, .025, 1}, Offset.offset(1e-15));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> MultipleTesting.bonferroni(new double[] {1.5}))
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> MultipleTesting.benjaminiHochberg(new double[] {Double.NaN}))
        .hasMessageContaining("NaN");
  }

  @Test
  void zeroAndOneAreProbabilities() {
    assertThat(MultipleTesting.bonferroni(new double[] {0, 1, 0.2}))
        .containsExactly(new double[] {0, 1, 0.6}, org.assertj.core.data.Offset.offset(1e-15));
    assertThat(MultipleTesting.benjaminiHochberg(new double[] {0, 1})).containsExactly(0, 1);
  }
}

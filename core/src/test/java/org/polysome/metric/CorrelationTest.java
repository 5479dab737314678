package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CorrelationTest {

  private static final double[] X = {.1, .5, .5, -.3, 1.2, 0, 2.2};
  private static final double[] Y = {.2, .4, .9, -.1, .8, 0, 2.5};

  @Test
  void agreesWithScipy() {
    assertThat(Correlation.pearson(X, Y).value().orElseThrow())
        .isCloseTo(.953243485728584, Offset.offset(1e-14));
    assertThat(Correlation.spearman(X, Y).value().orElseThrow())
        .isCloseTo(.936974961203382, Offset.offset(1e-14));
  }

  @Test
  void equalNumbersShareTheirRank() {
    assertThat(Correlation.ranks(new double[] {3, 1, 3, 0.0, -0.0, 3}))
        .containsExactly(5, 3, 5, 1.5, 1.5, 5);
  }

  @Test
  void whatDoesNotVaryHasNoCorrelation() {
    double[] constant = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    assertThat(Correlation.pearson(X, constant)).isEqualTo(Measurement.none(Status.CONSTANT));
    assertThat(Correlation.spearman(constant, Y)).isEqualTo(Measurement.none(Status.CONSTANT));
    assertThat(Correlation.pearson(new double[1], new double[1]).status())
        .isEqualTo(Status.TOO_FEW_CELLS);
    assertThatThrownBy(() -> Correlation.pearson(X, new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

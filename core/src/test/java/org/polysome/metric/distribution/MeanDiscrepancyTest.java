package org.polysome.metric.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Status;

class MeanDiscrepancyTest {

  private final DenseMatrix a = EnergyDistanceTest.first(8, 0);
  private final DenseMatrix b = EnergyDistanceTest.first(7, 1);

  @Test
  void agreesWithTheReference() {
    assertThat(MeanDiscrepancy.linear(a, b).value())
        .hasValueCloseTo(2.62811643634822, within(1e-9));
    assertThat(MeanDiscrepancy.radial(a, b, 1).value())
        .hasValueCloseTo(0.81749540091449, within(1e-9));
    assertThat(MeanDiscrepancy.radial(a, b, 1 / 6.0).value())
        .hasValueCloseTo(0.598667651247011, within(1e-9));
  }

  @Test
  void needsCellsAndAGamma() {
    DenseMatrix none = DenseMatrix.zeros(0, 6);
    assertThat(MeanDiscrepancy.linear(a, none).status()).isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(MeanDiscrepancy.radial(none, b, 1).status()).isEqualTo(Status.TOO_FEW_CELLS);
    assertThatThrownBy(() -> MeanDiscrepancy.radial(a, b, 0)).hasMessageContaining("gamma");
    DenseMatrix hole = new DenseMatrix(1, 6, new double[] {1, 2, Double.NaN, 4, 5, 6});
    assertThatThrownBy(() -> MeanDiscrepancy.linear(a, hole)).hasMessageContaining("not finite");
  }
}

package org.polysome.metric.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.Status;

class EnergyDistanceTest {

  /** The first cells of a label of data set S. */
  static DenseMatrix first(int count, int label) {
    int[] labels = GoldenCells.labels();
    return GoldenCells.points()
        .select(
            IntStream.range(0, labels.length)
                .filter(cell -> labels[cell] == label)
                .limit(count)
                .toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "V_STATISTIC, 1.97628741513663",
    "U_STATISTIC, 1.70150501222957",
    "SQUARED_EUCLIDEAN, 5.25623287269645"
  })
  void agreesWithTheReference(EnergyDistance convention, double expected) {
    assertThat(convention.between(first(8, 0), first(7, 1)).value())
        .hasValueCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void agreesWithTheTestOfEfaar() {
    DenseMatrix a = DenseMatrix.zeros(5, 5);
    DenseMatrix b = DenseMatrix.zeros(5, 5);
    for (int i = 0; i < 25; i++) {
      a.values()[i] = i % 5 + 1;
      b.values()[i] = i % 5 + 6;
    }
    assertThat(EnergyDistance.V_STATISTIC.between(a, b).value())
        .hasValueCloseTo(22.3606797749979, within(1e-9));
    assertThat(EnergyDistance.V_STATISTIC.between(a, a).value()).hasValue(0);
  }

  @Test
  void needsCells() {
    DenseMatrix none = DenseMatrix.zeros(0, 6);
    DenseMatrix one = first(1, 0);
    assertThat(EnergyDistance.V_STATISTIC.between(none, one).status())
        .isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(EnergyDistance.V_STATISTIC.between(one, one).value()).hasValue(0);
    assertThat(EnergyDistance.U_STATISTIC.between(one, first(3, 1)).status())
        .isEqualTo(Status.TOO_FEW_CELLS);
    assertThatThrownBy(() -> EnergyDistance.V_STATISTIC.between(one, DenseMatrix.zeros(2, 2)))
        .hasMessageContaining("dimensions");
  }
}

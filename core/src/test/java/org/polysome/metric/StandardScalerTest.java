package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;

class StandardScalerTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -0.7308782, 1.0 / 3, 1e9 + 0.1})
  void aConstantDimensionIsSeenInManyCells(double value) {
    DenseMatrix points = DenseMatrix.zeros(200_000, 1);
    Arrays.fill(points.values(), value);
    StandardScaler scaler = StandardScaler.fit(points);
    assertThat(scaler.deviations()).containsExactly(1);
    assertThat(scaler.means()[0]).isCloseTo(value, within(Math.ulp(value)));
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 3, 2", "-2, 4, 1, 3", "1000000001, 1000000003, 1000000002, 1"})
  void twoCellsHaveTheirMiddleAndHalfTheirDistance(
      double one, double other, double mean, double deviation) {
    var points = new DenseMatrix(2, 1, new double[] {one, other});
    StandardScaler scaler = StandardScaler.fit(points);
    assertThat(scaler.means()).containsExactly(mean);
    assertThat(scaler.deviations()).containsExactly(deviation);
    assertThat(scaler.scale(points).values()).containsExactly(-1, 1);
    assertThat(StandardScaler.centring(points).scale(points).values())
        .containsExactly(-deviation, deviation);
    assertThat(ColumnMeans.of(points)).containsExactly(mean);
  }
}

package org.polysome.metric.perturbation.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class CellSpreadTest {

  /**
   * Five cells of four genes: 1 to 5 out of order, tens, a gene that stays, a gene of two values.
   */
  private static final DenseMatrix CELLS =
      new DenseMatrix(
          5, 4, new double[] {3, 10, 7, 0, 1, 30, 7, 0, 5, 50, 7, 0, 2, 20, 7, 0, 4, 40, 7, 10});

  private static CellSpread spread(double... predicted) {
    return new CellSpread(predicted, CELLS);
  }

  @Test
  void quantilesAreInterpolatedAndTheirEndsBelongToThem() {
    // The tenth and nine tenths of 1..5 are 1.4 and 4.6.
    assertThat(share(spread(1.4, 14, 7, 0), 0.1, 0.9)).isEqualTo(1);
    assertThat(share(spread(1.39, 13.9, 6.9, -0.1), 0.1, 0.9)).isZero();
    assertThat(share(spread(4.6, 46, 7, 6), 0.1, 0.9)).isEqualTo(1);
    assertThat(share(spread(4.61, 46.1, 7.1, 6.1), 0.1, 0.9)).isZero();
    assertThat(share(spread(1, 50, 7, 10), 0, 1)).isEqualTo(1);
    assertThat(share(spread(3, 51, 8, 10), 0, 1)).isEqualTo(0.5);
    assertThat(share(spread(3, 29, 7, 10), 0.5, 1)).isEqualTo(0.75);
  }

  private static double share(CellSpread spread, double low, double high) {
    return spread.between(low, high).value().orElseThrow();
  }

  @Test
  void noGenesHaveNoShare() {
    var none = new CellSpread(new double[0], DenseMatrix.zeros(2, 0));
    assertThat(none.between(0, 1)).isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
    assertThat(none.deviations()).isEmpty();
  }

  /** 1 to 5 deviate by the root of two from 3, 0 0 0 0 10 by 4 from 2; the third gene stays. */
  @Test
  void deviationsAreOfGenesThatVary() {
    assertThat(spread(5, 10, 9, -2).deviations())
        .containsExactly(
            new double[] {2 / Math.sqrt(2), 20 / Math.sqrt(200), 1}, Offset.offset(1e-12));
    double[] random = new Random(3).doubles(60).toArray();
    double mean = Arrays.stream(random).average().orElseThrow();
    double variance = Arrays.stream(random).map(x -> x * x).average().orElseThrow() - mean * mean;
    assertThat(new CellSpread(new double[] {2}, new DenseMatrix(60, 1, random)).deviations())
        .containsExactly(new double[] {(2 - mean) / Math.sqrt(variance)}, Offset.offset(1e-9));
  }

  @Test
  void genesMustAgreeAndThereIsACell() {
    assertThatThrownBy(() -> spread(1, 2, 3)).hasMessage("3 genes, 5 x 4 cells");
    assertThatThrownBy(() -> new CellSpread(new double[4], DenseMatrix.zeros(0, 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFoldChangeCountsFromHalfACountOn() {
    double[] control = {1, 2, 0, 4, 1};
    double[] real = {0.5, 0.4, 3, 8, 5};
    double[] predicted = {1, 9, 9, 2, 4};
    // Genes 0, 3 and 4: 0.5, 6 / 4 and 1.
    assertThat(FoldChangeGap.of(predicted, real, control, fold -> true))
        .isEqualTo(Measurement.of(1));
    assertThat(FoldChangeGap.of(predicted, real, control, fold -> fold > 3))
        .isEqualTo(Measurement.of(1));
    assertThat(FoldChangeGap.of(predicted, real, control, fold -> fold == 2))
        .isEqualTo(Measurement.of(1.5));
    assertThat(FoldChangeGap.of(predicted, real, control, fold -> fold > 9))
        .isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
  }
}

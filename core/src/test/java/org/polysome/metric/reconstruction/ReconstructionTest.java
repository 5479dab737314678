package org.polysome.metric.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class ReconstructionTest {

  private static final int[] BATCHES = {0, 0, 1, 1, 1, 2, 2, 2, 2, 2};

  @Test
  void integrityAgreesWithTheReference() {
    DenseMatrix predicted = DenseMatrix.zeros(10, 4);
    DenseMatrix measured = DenseMatrix.zeros(10, 4);
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 4; j++) {
        predicted.values()[i * 4 + j] = h(i, j);
        measured.values()[i * 4 + j] = h(j, i);
      }
    }
    var found = StructuralIntegrity.of(new Prediction(predicted, measured), design(0, 2, 5, 6));
    assertThat(found.integrity().value().orElseThrow())
        .isCloseTo(0.597006554658966, Offset.offset(1e-12));
  }

  @Test
  void noChangeIsHalfAndTheTruthIsOne() {
    DenseMatrix measured = DenseMatrix.zeros(10, 3);
    for (int i = 0; i < 30; i++) {
      measured.values()[i] = h(i, 1);
    }
    var design = design(0, 2, 5);
    assertThat(StructuralIntegrity.of(new Prediction(measured, measured), design).integrity())
        .isEqualTo(Measurement.of(1));
    DenseMatrix nothing = DenseMatrix.zeros(10, 3);
    assertThat(StructuralIntegrity.of(new Prediction(nothing, measured), design).integrity())
        .isEqualTo(Measurement.of(0.5));
    assertThat(StructuralIntegrity.of(new Prediction(measured, nothing), design).integrity())
        .isEqualTo(Measurement.none(Status.CONSTANT));
    assertThatThrownBy(
            () -> StructuralIntegrity.of(new Prediction(measured, measured), design(0, 2)))
        .hasMessage("batch 2 has no control");
  }

  @Test
  void genesThatDoNotVaryAreLeftOut() {
    var measured = new DenseMatrix(3, 2, new double[] {1, 7, 2, 7, 3, 7});
    var predicted = new DenseMatrix(3, 2, new double[] {3, 1, 2, 5, 1, 2});
    var prediction = new Prediction(predicted, measured);
    assertThat(ReconstructionErrors.pearson(prediction).value().orElseThrow())
        .isCloseTo(-1, Offset.offset(1e-12));
    assertThat(ReconstructionErrors.spearman(prediction).value().orElseThrow())
        .isCloseTo(-1, Offset.offset(1e-12));
    assertThat(ReconstructionErrors.meanAbsolute(prediction)).isEqualTo(Measurement.of(17 / 6.0));
    assertThat(ReconstructionErrors.meanSquared(prediction)).isEqualTo(Measurement.of(73 / 6.0));
    var flat = new Prediction(measured, new DenseMatrix(3, 2, new double[] {1, 1, 1, 1, 1, 1}));
    assertThat(ReconstructionErrors.pearson(flat)).isEqualTo(Measurement.none(Status.CONSTANT));
    assertThat(ReconstructionErrors.determination(flat))
        .isEqualTo(Measurement.none(Status.CONSTANT));
    var empty = new Prediction(DenseMatrix.zeros(0, 2), DenseMatrix.zeros(0, 2));
    assertThat(ReconstructionErrors.spearman(empty).status()).isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(ReconstructionErrors.meanSquared(empty).status()).isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(ReconstructionErrors.determination(empty).status()).isEqualTo(Status.TOO_FEW_CELLS);
  }

  /** Measured 1, 2, 3 and 6: squares of 14 about their mean of 3; errors of 0, 2, 0 and 1. */
  @Test
  void determinationIsWhatTheErrorsLeaveOfTheSquares() {
    var measured = new DenseMatrix(2, 2, new double[] {1, 2, 3, 6});
    var prediction = new Prediction(new DenseMatrix(2, 2, new double[] {1, 4, 3, 5}), measured);
    assertThat(ReconstructionErrors.determination(prediction).value().orElseThrow())
        .isCloseTo(1 - 5 / 14.0, Offset.offset(1e-12));
    assertThat(ReconstructionErrors.determination(new Prediction(measured, measured)))
        .isEqualTo(Measurement.of(1));
  }

  /** One gene rises with the truth, the other falls, over two cells; a third does not vary. */
  @Test
  void correlationsAreMeansOverGenes() {
    var measured = new DenseMatrix(2, 3, new double[] {1, 5, 0, 2, 9, 0});
    var predicted = new DenseMatrix(2, 3, new double[] {1, 3, 1, 7, 2, 2});
    assertThat(ReconstructionErrors.pearson(new Prediction(predicted, measured)).value())
        .hasValueCloseTo(0.0, Offset.offset(1e-12));
    assertThat(ReconstructionErrors.pearson(new Prediction(measured, measured)).value())
        .hasValueCloseTo(1.0, Offset.offset(1e-12));
    assertThat(
            ReconstructionErrors.pearson(new Prediction(predicted.rows(0, 1), measured.rows(0, 1)))
                .status())
        .isEqualTo(Status.TOO_FEW_CELLS);
  }

  @Test
  void rangesBeginAboveTheirLowerEnd() {
    double one = Math.log(2);
    double ten = Math.log(11);
    double[] values = {0, 1e-9, one, Math.nextUp(one), ten, Math.nextUp(ten), 1e9};
    boolean[] low = {false, true, true, false, false, false, false};
    boolean[] middle = {false, false, false, true, true, false, false};
    boolean[] high = {false, false, false, false, false, true, true};
    for (int i = 0; i < values.length; i++) {
      assertThat(ValueRange.LOW.holds(values[i])).as("" + values[i]).isEqualTo(low[i]);
      assertThat(ValueRange.MIDDLE.holds(values[i])).as("" + values[i]).isEqualTo(middle[i]);
      assertThat(ValueRange.HIGH.holds(values[i])).as("" + values[i]).isEqualTo(high[i]);
    }
    assertThat(ValueRange.values())
        .extracting(ValueRange::text)
        .containsExactly("low", "middle", "high");
  }

  @Test
  void shapesMustAgree() {
    assertThatThrownBy(() -> new Prediction(DenseMatrix.zeros(1, 2), DenseMatrix.zeros(2, 1)))
        .hasMessage("1 x 2 predicted, 2 x 1 measured");
  }

  private static StructuralIntegrity.Design design(int... controls) {
    boolean[] control = new boolean[10];
    for (int cell : controls) {
      control[cell] = true;
    }
    return new StructuralIntegrity.Design(BATCHES, control);
  }

  private static double h(long i, long j) {
    return (7919 * (i + 1) + 104729 * (j + 1) + 31 * (i + 1) * (i + 1) * (j + 1)) % 997 / 997.0;
  }
}

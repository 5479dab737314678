package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;

class ConfidencesTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-15);
  private static final DenseMatrix PROBABILITIES =
      new DenseMatrix(3, 3, new double[] {1, 0, 0, 0.2, 0.5, 0.3, 0.1, 0.1, 0.8});
  private static final Confidences FOUND =
      Confidences.of(PROBABILITIES, new int[] {0, 1, 2}, new int[] {0, 2, 2});

  @Test
  void areTheProbabilitiesOfTheAnswers() {
    assertThat(FOUND.confidence()).containsExactly(1, 0.5, 0.8);
    assertThat(FOUND.correct()).containsExactly(true, false, true);
  }

  @Test
  void brierIsTheMeanSquaredDistanceFromTheTruth() {
    double second = 0.2 * 0.2 + 0.5 * 0.5 + 0.7 * 0.7;
    double third = 0.1 * 0.1 + 0.1 * 0.1 + 0.2 * 0.2;
    assertThat(FOUND.brier().value().orElseThrow()).isEqualTo((second + third) / 3, CLOSE);
    var wrong = new DenseMatrix(1, 2, new double[] {1, 0});
    assertThat(Confidences.of(wrong, new int[] {0}, new int[] {1}).brier())
        .isEqualTo(Measurement.of(2));
  }

  @Test
  void togetherTheyAreOneAfterTheOther() {
    Confidences twice = Confidences.together(List.of(FOUND, FOUND));
    assertThat(twice.cells()).isEqualTo(6);
    assertThat(twice.confidence()).containsExactly(1, 0.5, 0.8, 1, 0.5, 0.8);
    assertThat(twice.brier().value().orElseThrow())
        .isEqualTo(FOUND.brier().value().orElseThrow(), CLOSE);
  }

  @Test
  void noCellsHaveNoScore() {
    Confidences none = Confidences.together(List.of());
    assertThat(none.brier().status()).isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(Calibration.of(none).expectedError().status()).isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(Abstention.of(none).points()).isEmpty();
  }

  @Test
  void refusesWhatIsNoProbability() {
    var bad = new DenseMatrix(1, 2, new double[] {Double.NaN, 1});
    assertThatThrownBy(() -> Confidences.of(bad, new int[1], new int[1]))
        .hasMessage("a probability is not between 0 and 1");
    assertThatThrownBy(() -> Confidences.of(PROBABILITIES, new int[1], new int[3]))
        .hasMessage("probabilities of 3 cells, 1 predicted, 3 true classes");
  }
}

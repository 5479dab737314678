package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values from scikit-learn 1.9.1. */
class ConfusionMatrixTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-14);
  private static final int[] TRUTH = {0, 0, 0, 0, 1, 1, 1, 2, 2, 3};

  @Test
  void agreesWithTheReference() {
    var matrix = ConfusionMatrix.of(TRUTH, new int[] {0, 0, 1, 2, 1, 1, 0, 2, 1, 2}, 5);
    assertThat(matrix.accuracy()).isEqualTo(0.5);
    assertThat(matrix.macroF1()).isEqualTo(0.385714285714286, Offset.offset(1e-14));
    assertThat(matrix.weightedF1()).isEqualTo(0.48, CLOSE);
    assertThat(matrix.f1(0)).isEqualTo(0.571428571428571, Offset.offset(1e-14));
    assertThat(matrix.f1(2)).isEqualTo(0.4, CLOSE);
    assertThat(matrix.f1(3)).isZero();
    assertThat(matrix.precision(0)).isEqualTo(2.0 / 3, CLOSE);
    assertThat(matrix.recall(0)).isEqualTo(0.5, CLOSE);
    assertThat(matrix.precision(3)).isZero();
    assertThat(matrix.support(1)).isEqualTo(3);
    assertThat(matrix.f1(1)).isEqualTo(0.571428571428571, CLOSE);
    assertThat(matrix.balancedAccuracy()).isEqualTo(0.416666666666667, CLOSE);
    assertThat(matrix.matthews()).isEqualTo(0.29424494316825, CLOSE);
    assertThat(matrix.kappa()).isEqualTo(0.285714285714286, CLOSE);
  }

  @Test
  void aClassThatIsOnlyPredictedLowersTheMacroF1() {
    var matrix = ConfusionMatrix.of(TRUTH, new int[] {0, 0, 1, 2, 1, 1, 0, 2, 1, 4}, 5);
    assertThat(matrix.macroF1()).isEqualTo(0.328571428571429, Offset.offset(1e-14));
  }

  @Test
  void sumsCountTheCellsOfBoth() {
    var first = ConfusionMatrix.of(new int[] {0, 1}, new int[] {0, 0}, 2);
    var sum = first.plus(ConfusionMatrix.of(new int[] {1}, new int[] {1}, 2));
    assertThat(sum.counts()).containsExactly(1, 0, 1, 1);
    assertThat(sum.total()).isEqualTo(3);
  }

  @Test
  void noCellsScoreZero() {
    var empty = ConfusionMatrix.of(new int[0], new int[0], 3);
    assertThat(empty.accuracy()).isZero();
    assertThat(empty.macroF1()).isZero();
    assertThat(empty.weightedF1()).isZero();
    assertThat(empty.balancedAccuracy()).isZero();
    assertThat(empty.matthews()).isZero();
    assertThat(empty.kappa()).isZero();
  }

  @Test
  void agreementBeyondChanceNeedsTwoClasses() {
    var single = ConfusionMatrix.of(new int[] {1, 1, 1}, new int[] {1, 1, 1}, 3);
    assertThat(single.matthews()).isZero();
    assertThat(single.kappa()).isZero();
    var perfect = ConfusionMatrix.of(new int[] {0, 1, 1}, new int[] {0, 1, 1}, 2);
    assertThat(perfect.matthews()).isEqualTo(1, CLOSE);
    assertThat(perfect.kappa()).isEqualTo(1, CLOSE);
    var inverted = ConfusionMatrix.of(new int[] {0, 1}, new int[] {1, 0}, 2);
    assertThat(inverted.matthews()).isEqualTo(-1, CLOSE);
    assertThat(inverted.kappa()).isEqualTo(-1, CLOSE);
  }
}

package org.polysome.metric.perturbation.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.perturbation.Profiles;

class EffectComparisonTest {

  private static final int[] ALL = {0, 1, 2, 3};
  private static final int[] NONE = {-1, -1, -1, -1};

  private static final DenseMatrix REAL =
      new DenseMatrix(4, 4, new double[] {5, 0, 0, 1, 0, 4, 1, 0, 1, 1, 3, 0, 2, 2, 2, 2});
  private static final DenseMatrix PREDICTED =
      new DenseMatrix(4, 4, new double[] {1, 3, 0, 0, 0, 1, 2, 0, 2, 2, 1, 1, 2, 1.5, 2, 2});

  private static final EffectComparison COMPARISON =
      new EffectComparison(
          new Pseudobulk(new Profiles(PREDICTED, ALL), new double[4]),
          new Pseudobulk(new Profiles(REAL, ALL), new double[4]));

  @Test
  void discriminationAgreesWithCellEval() {
    assertThat(DiscriminationScore.L1.of(PREDICTED, REAL, ALL)).containsExactly(.75, 1, .75, 1);
    assertThat(DiscriminationScore.L2.of(PREDICTED, REAL, ALL)).containsExactly(.5, 1, .75, 1);
    assertThat(DiscriminationScore.COSINE.of(PREDICTED, REAL, ALL)).containsExactly(.25, 1, .75, 1);
    assertThat(DiscriminationScore.L1.of(PREDICTED, REAL, NONE)).containsExactly(.25, .75, .5, 1);
    assertThat(DiscriminationScore.L2.of(PREDICTED, REAL, NONE)).containsExactly(.25, .5, .75, 1);
    assertThat(DiscriminationScore.COSINE.of(PREDICTED, REAL, NONE))
        .containsExactly(.25, .5, .25, 1);
    assertThat(DiscriminationScore.COSINE.of(DenseMatrix.zeros(4, 4), REAL, NONE))
        .containsExactly(1, .75, .5, .25);
    assertThatThrownBy(() -> DiscriminationScore.L1.of(PREDICTED, REAL, new int[3]))
        .hasMessage("4 x 4 predicted, 4 x 4 real, 3 targets");
  }

  @Test
  void errorsAndCorrelationsAgreeWithCellEval() {
    List<Measurement> pearson = COMPARISON.all(Agreement.PEARSON, EffectComparison.Quantity.CHANGE);
    double[] expected = {-0.09901475429766746, 0.4138204408845325, -0.22941573387056186};
    for (int row = 0; row < 3; row++) {
      assertThat(pearson.get(row).value().orElseThrow())
          .isCloseTo(expected[row], Offset.offset(1e-12));
    }
    assertThat(pearson.get(3)).isEqualTo(Measurement.none(Status.CONSTANT));
    double sum = Arrays.stream(expected).sum();
    assertThat(EffectComparison.mean(pearson, Flavor.CELL_EVAL).value().orElseThrow())
        .isCloseTo(sum / 3, Offset.offset(1e-12));
    assertThat(EffectComparison.mean(pearson, Flavor.GEARS).value().orElseThrow())
        .isCloseTo(sum / 4, Offset.offset(1e-12));
    for (EffectComparison.Quantity quantity : EffectComparison.Quantity.values()) {
      assertThat(COMPARISON.all(Agreement.MEAN_ABSOLUTE_ERROR, quantity))
          .extracting(one -> one.value().orElseThrow())
          .containsExactly(2.0, 1.0, 1.25, .125);
    }
  }

  @Test
  void eachSideHasItsOwnControl() {
    var moved = new Pseudobulk(new Profiles(REAL, ALL), new double[] {1, 1, 1, 1});
    var comparison = new EffectComparison(moved, COMPARISON.real());
    assertThat(comparison.all(Agreement.MEAN_SQUARED_ERROR, EffectComparison.Quantity.EXPRESSION))
        .containsOnly(Measurement.of(0));
    assertThat(comparison.all(Agreement.MEAN_SQUARED_ERROR, EffectComparison.Quantity.CHANGE))
        .containsOnly(Measurement.of(1));
    List<int[]> genes = List.of(new int[0], new int[] {0}, new int[] {1}, new int[] {2, 3});
    List<Measurement> some =
        comparison.some(Agreement.SPEARMAN, EffectComparison.Quantity.CHANGE, genes);
    assertThat(some).extracting(Measurement::status).doesNotContain(Status.OK);
  }

  @Test
  void pseudobulksAreMeans() {
    var cells =
        new PerturbedCells(
            new DenseMatrix(4, 2, new double[] {1, 2, 3, 4, 5, 6, 9, 0}),
            new int[] {0, 1, 1, 0},
            new int[4],
            0);
    Pseudobulk bulk = Pseudobulk.of(cells);
    assertThat(bulk.control()).containsExactly(5, 1);
    assertThat(bulk.changes().values()).containsExactly(-1, 4);
    var without = new PerturbedCells(cells.points(), new int[] {1, 1, 1, 1}, new int[4], 0);
    assertThatThrownBy(() -> Pseudobulk.of(without)).hasMessage("there is no control");
  }

  @Test
  void differentPerturbationsAreNotCompared() {
    var other = new Pseudobulk(new Profiles(REAL, new int[] {0, 1, 2, 5}), new double[4]);
    assertThatThrownBy(() -> new EffectComparison(other, COMPARISON.real()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.polysome.metric.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

class AlignmentTest {

  private static final Percentage CLOSE = Percentage.withPercentage(1e-7);
  private static final Offset<Double> TIGHT = Offset.offset(1e-9);

  private static final PerturbedCells EFAAR_TEST =
      new PerturbedCells(
          Screens.matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {7, 8, 9}),
          new int[] {0, 1, 0},
          new int[] {0, 0, 0},
          0);

  @Test
  void standardisesByTheControlsOfEachBatch() {
    DenseMatrix scaled = BatchScaling.CENTRE_SCALE.align(Screens.golden());
    double[] first = {
      -1.0130020213188615, -.6853538260082506, -.49534506730663885,
      -.8757268276289968, .36595396946629627, -.5311663123782019
    };
    assertThat(scaled.rows(0, 1).values()).containsExactly(first, TIGHT);
  }

  @Test
  void standardisesAsEfaarTestsIt() {
    var batches = new PerturbedCells(EFAAR_TEST.points(), new int[3], new int[] {0, 0, 1}, 0);
    assertThat(BatchScaling.CENTRE_SCALE.align(batches).values())
        .containsExactly(-1, -1, -1, 1, 1, 1, 0, 0, 0);
    assertThat(BatchScaling.CENTRE_SCALE.align(EFAAR_TEST).values())
        .containsExactly(-1, -1, -1, 0, 0, 0, 1, 1, 1);
    assertThat(BatchScaling.CENTRE.align(EFAAR_TEST).values())
        .containsExactly(-3, -3, -3, 0, 0, 0, 3, 3, 3);
  }

  @Test
  void cosinesOfProfilesAgreeWithTheReference() {
    PerturbedCells cells = Screens.golden();
    PerturbedCells scaled = cells.at(BatchScaling.CENTRE_SCALE.align(cells));
    Profiles profiles = Profiles.of(scaled, Profiles.Summary.MEAN);
    assertThat(profiles.perturbations()).containsExactly(0, 1, 2, 3);
    double[] cosines = new double[6];
    int filled = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = i + 1; j < 4; j++) {
        cosines[filled++] = Vectors.cosine(profiles.vectors().row(i), profiles.vectors().row(j));
      }
    }
    double[] expected = {
      .153231017532687, .018898479895341, -.280234265827496,
      .054650295430924, -.491133373693596, -.698760281567949
    };
    assertThat(cosines).containsExactly(expected, TIGHT);
  }

  @Test
  void typicalVariationAgreesWithTheReference() {
    PerturbedCells cells = Screens.golden();
    assertThat(cells.controls()).hasSize(12);
    DenseMatrix plain = new TypicalVariation(false).align(cells);
    assertThat(frobenius(plain)).isCloseTo(29.826361712138073, CLOSE);
    double[] first = {
      1.4654714415348957, .2551686108519014, .20998281154237056,
      .2149803993884342, .5235787260269456, 1.3057096392799057
    };
    assertThat(Arrays.stream(plain.rows(0, 1).values()).map(Math::abs).toArray())
        .containsExactly(first, TIGHT);
    DenseMatrix byBatch = new TypicalVariation(true).align(cells);
    assertThat(frobenius(byBatch)).isCloseTo(34.5485960375265, CLOSE);
    DenseMatrix gram = MatrixProduct.multiply(byBatch, byBatch.transposed());
    assertThat(gram.get(0, 1)).isCloseTo(2.2147994341048287, CLOSE);
    assertThat(gram.get(3, 7)).isCloseTo(19.58899992535588, CLOSE);
  }

  @Test
  void fewerControlsThanDimensionsDoNotBlowUp() {
    PerturbedCells cells = Screens.random(24, 40, 5);
    DenseMatrix aligned = new TypicalVariation(false).align(cells);
    assertThat(cells.controls()).hasSize(6);
    assertThat(aligned.columns()).isEqualTo(5);
    assertThat(Arrays.stream(aligned.values()).map(Math::abs).max().orElseThrow()).isLessThan(100);
    // Six controls in three batches: two in each.
    DenseMatrix byBatch = new TypicalVariation(true).align(cells);
    assertThat(Arrays.stream(byBatch.values()).map(Math::abs).max().orElseThrow()).isLessThan(100);
  }

  @Test
  void controlsAreWhiteAfterTypicalVariation() {
    PerturbedCells cells = Screens.random(300, 7, 6);
    DenseMatrix controls = new TypicalVariation(false).align(cells).select(cells.controls());
    DenseMatrix products = MatrixProduct.multiply(controls.transposed(), controls);
    for (int i = 0; i < 49; i++) {
      assertThat(products.values()[i] / controls.rows())
          .isCloseTo(i / 7 == i % 7 ? 1 : 0, Offset.offset(1e-9));
    }
  }

  @Test
  void batchesWithoutControlsAreNamed() {
    var cells =
        new PerturbedCells(EFAAR_TEST.points(), new int[] {0, 1, 0}, new int[] {0, 2, 0}, 0);
    assertThat(cells.batchesShortOfControls(1)).containsExactly(2);
    assertThatThrownBy(() -> BatchScaling.CENTRE.align(cells))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch 2 has 0 controls, at least 1 are needed");
    assertThatThrownBy(() -> new TypicalVariation(true).align(cells))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch 2 has 0 controls, at least 2 are needed");
    var none = new PerturbedCells(EFAAR_TEST.points(), new int[] {1, 1, 1}, new int[3], 0);
    assertThatThrownBy(() -> new TypicalVariation(false).align(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 controls, at least 2 are needed");
    assertThatThrownBy(() -> ControlComponents.TXFM.align(none))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void componentsOfControlsAreStandardisedInEachBatch() {
    PerturbedCells cells = Screens.random(120, 5, 7);
    DenseMatrix aligned = ControlComponents.TXFM.align(cells);
    assertThat(aligned.columns()).isEqualTo(5);
    for (int batch = 0; batch < 3; batch++) {
      DenseMatrix members = aligned.select(cells.ofBatch(batch));
      for (int j = 0; j < 5; j++) {
        double[] column = members.transposed().rows(j, j + 1).values();
        assertThat(Arrays.stream(column).sum()).isCloseTo(0, TIGHT);
        assertThat(Arrays.stream(column).map(x -> x * x).sum()).isCloseTo(members.rows(), CLOSE);
      }
    }
    assertThat(new ControlComponents(2, points -> points.points()).align(cells).columns())
        .isEqualTo(2);
  }

  @Test
  void mediansAreOfTheMiddle() {
    var cells =
        new PerturbedCells(
            Screens.matrix(
                new double[] {9},
                new double[] {1},
                new double[] {5},
                new double[] {3},
                new double[] {7}),
            new int[] {0, 1, 1, 1, 0},
            new int[5],
            2);
    Profiles profiles = Profiles.of(cells, Profiles.Summary.MEDIAN);
    assertThat(profiles.vectors().values()).containsExactly(8, 3);
    assertThat(Profiles.of(cells, Profiles.Summary.MEAN).vectors().values()).containsExactly(8, 3);
  }

  @Test
  void cellsThatDoNotFitAreRefused() {
    DenseMatrix points = Screens.matrix(new double[] {1}, new double[] {Double.NaN});
    assertThatThrownBy(() -> new PerturbedCells(points, new int[2], new int[2], 0))
        .hasMessageContaining("not finite");
    DenseMatrix fine = points.rows(0, 1);
    assertThatThrownBy(() -> new PerturbedCells(fine, new int[2], new int[1], 0))
        .hasMessage("1 cells, 2 perturbations, 1 batches");
    assertThatThrownBy(() -> new PerturbedCells(fine, new int[] {-1}, new int[1], 0))
        .hasMessageContaining("below 0");
  }

  private static double frobenius(DenseMatrix matrix) {
    return Math.sqrt(Arrays.stream(matrix.values()).map(x -> x * x).sum());
  }
}

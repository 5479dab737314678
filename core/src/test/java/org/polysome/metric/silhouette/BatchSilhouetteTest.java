package org.polysome.metric.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class BatchSilhouetteTest {

  private static final PairDistances EXACT = PairDistances.EXACT;

  private static OptionalDouble golden(BatchSilhouette silhouette) {
    return silhouette.score(SilhouetteTest.golden(), GoldenCells.batches()).score().value();
  }

  @Test
  void aswAgreesWithScib() {
    LabelScores scores =
        BatchSilhouette.asw(EXACT).score(SilhouetteTest.golden(), GoldenCells.batches());
    assertThat(scores.score().value()).hasValueCloseTo(0.876983872569229, within(1e-9));
    double[] labels =
        scores.labels().stream()
            .map(Measurement::value)
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    assertThat(labels)
        .containsExactly(
            new double[] {.8856686931201334, .871928313323391, .8757637540120642, .874574729821327},
            within(1e-9));
    assertThat(scores.labels().get(4).status()).isEqualTo(Status.SINGLE_BATCH);
  }

  @Test
  void unscaledIsTheAbsoluteSilhouette() {
    var unscaled = new BatchSilhouette(Silhouette.euclidean(EXACT), false);
    assertThat(golden(unscaled)).hasValueCloseTo(1 - 0.876983872569229, within(1e-9));
  }

  @Test
  void brasAgreesWithScibMetrics() {
    assertThat(golden(BatchSilhouette.bras(EXACT)))
        .hasValueCloseTo(0.761897945260198, within(1e-9));
    assertThat(golden(BatchSilhouette.bras(EXACT))).hasValueCloseTo(0.76189798116684, within(1e-5));
    assertThat(golden(BatchSilhouette.bras(EXACT, OtherGroups.FURTHEST)))
        .hasValueCloseTo(0.762376700049908, within(1e-9));
    var euclidean =
        new BatchSilhouette(new Silhouette(Distance.EUCLIDEAN, OtherGroups.MEAN, EXACT), true);
    assertThat(golden(euclidean)).hasValueCloseTo(0.887927422312916, within(1e-9));
  }

  @Test
  void agreesWithTheReferenceOnSevenCells() {
    var cells =
        new LabelledPoints(
            new DenseMatrix(7, 1, new double[] {0, 1, 2, 8, 9, 20, 7}), new int[7], 1);
    int[] batches = {0, 0, 0, 1, 1, 2, 0};
    assertThat(BatchSilhouette.asw(EXACT).score(cells, batches).score().value())
        .hasValueCloseTo(.3919475948887713, within(1e-12));
    for (OtherGroups others : OtherGroups.values()) {
      double expected =
          switch (others) {
            case NEAREST -> .3919475948887713;
            case MEAN -> .4192445359428282;
            case FURTHEST -> .2987066539698119;
          };
      var bras = new BatchSilhouette(new Silhouette(Distance.EUCLIDEAN, others, EXACT), true);
      assertThat(bras.score(cells, batches).score().value())
          .hasValueCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void saysWhyThereIsNone() {
    DenseMatrix points = new DenseMatrix(4, 1, new double[] {1, 2, 3, 4});
    var cells = new LabelledPoints(points, new int[] {0, 0, 2, 2}, 3);
    var asw = BatchSilhouette.asw(EXACT);
    assertThat(asw.score(cells, new int[4]).score().status()).isEqualTo(Status.SINGLE_BATCH);
    assertThat(asw.score(cells, new int[] {0, 0, 1, 1}).score().status())
        .isEqualTo(Status.SINGLE_BATCH);
    assertThat(asw.score(cells, new int[] {0, 1, 0, 1}).score().status())
        .isEqualTo(Status.TOO_FEW_CELLS);
    assertThatThrownBy(() -> asw.score(cells, new int[3])).hasMessageContaining("4 cells");
  }

  @Test
  void labelWithAZeroVectorIsPerfectByBras() {
    DenseMatrix points = new DenseMatrix(4, 2, new double[] {0, 0, 1, 0, 0, 2, 1, 1});
    var cells = new LabelledPoints(points, new int[4], 1);
    assertThat(BatchSilhouette.bras(EXACT).score(cells, new int[] {0, 0, 1, 1}).score().value())
        .hasValue(1);
  }
}

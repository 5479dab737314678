package org.polysome.metric.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Status;

class LabelSilhouetteTest {

  private final LabelSilhouette label =
      new LabelSilhouette(Silhouette.euclidean(PairDistances.EXACT));

  @Test
  void agreesWithScib() {
    CellScores scores = label.score(SilhouetteTest.golden());
    assertThat(scores.score().value()).hasValueCloseTo(0.728527158938658, within(1e-9));
    assertThat(scores.score().value()).hasValueCloseTo(0.728527188301086, within(1e-5));
    assertThat(scores.samples()).hasSize(GoldenCells.CELLS);
  }

  @Test
  void withinBatchIsTheSilhouetteOfEachBatchAlone() {
    LabelledPoints cells = SilhouetteTest.golden();
    int[] batches = GoldenCells.batches();
    double sum = 0;
    for (int batch = 0; batch < 3; batch++) {
      int only = batch;
      int[] members =
          IntStream.range(0, batches.length).filter(cell -> batches[cell] == only).toArray();
      int[] labels = Arrays.stream(members).map(cell -> cells.labels()[cell]).toArray();
      sum +=
          Arrays.stream(
                  Silhouette.euclidean(PairDistances.EXACT)
                      .samples(new LabelledPoints(cells.points().select(members), labels, 5)))
              .sum();
    }
    assertThat(label.withinBatch(cells, batches).score().value())
        .hasValueCloseTo((sum / batches.length + 1) / 2, within(1e-12));
    assertThat(label.withinBatch(cells, new int[batches.length]).score())
        .isEqualTo(label.score(cells).score());
  }

  @Test
  void saysWhyThereIsNone() {
    DenseMatrix points = new DenseMatrix(4, 1, new double[] {1, 2, 3, 4});
    var one = new LabelledPoints(points, new int[] {1, 1, 1, 1}, 2);
    assertThat(label.score(one).score().status()).isEqualTo(Status.SINGLE_LABEL);
    var all = new LabelledPoints(points, new int[] {0, 1, 2, 3}, 4);
    assertThat(label.score(all).score().status()).isEqualTo(Status.TOO_FEW_CELLS);
    var two = new LabelledPoints(points, new int[] {0, 0, 1, 1}, 2);
    assertThat(label.withinBatch(two, new int[] {0, 0, 1, 1}).score().status())
        .isEqualTo(Status.SINGLE_LABEL);
    assertThat(label.withinBatch(two, new int[] {0, 1, 0, 1}).score().status())
        .isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(label.withinBatch(two, new int[] {0, 2, 0, 0}).samples()).hasSize(3);
    assertThatThrownBy(() -> label.withinBatch(two, new int[3])).hasMessageContaining("4 cells");
  }
}

package org.polysome.metric.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class CellTypeLisiTest {

  @Test
  void countsTheBatchesOfTheNearestCellsOfTheLabelNearlyUnweighted() {
    // 80 cells of one label, then 40 of another; perplexity 30 of 30 neighbours is a plain count.
    DenseMatrix points = Points.normal(120, 4, 3);
    int[] batches = new int[120];
    int[] labels = new int[120];
    Arrays.setAll(batches, i -> i % 3 == 0 ? 0 : 1);
    Arrays.setAll(labels, i -> i < 80 ? 0 : 1);
    CellTypeLisi found = CellTypeLisi.of(points, Groups.of(batches), Groups.of(labels));
    double first = plain(points.rows(0, 80), Arrays.copyOf(batches, 80));
    double second = plain(points.rows(80, 120), Arrays.copyOfRange(batches, 80, 120));
    assertThat(found.cells().value().orElseThrow())
        .isEqualTo((80 * first + 40 * second) / 120, Offset.offset(0.01));
    assertThat(found.labels().value().orElseThrow())
        .isEqualTo((first + second) / 2, Offset.offset(0.01));
  }

  private static double plain(DenseMatrix points, int[] batches) {
    Neighbors neighbors = new NearestNeighbors().among(points, 30);
    double sum = 0;
    for (int cell = 0; cell < points.rows(); cell++) {
      double ones = 0;
      for (int n = 0; n < 30; n++) {
        ones += batches[neighbors.index(cell, n)] / 30.0;
      }
      sum += 1 / (ones * ones + (1 - ones) * (1 - ones)) - 1;
    }
    return sum / points.rows();
  }

  @Test
  void labelsOfOneBatchOrFewCellsAreLeftOut() {
    // Label 4 of the golden cells is of batch 0 only, and has four cells.
    Groups batches = Groups.of(GoldenCells.batches());
    int[] labels = GoldenCells.labels();
    DenseMatrix points = GoldenCells.points(1.2);
    CellTypeLisi all = CellTypeLisi.of(points, batches, Groups.of(labels));
    int[] kept = IntStream.range(0, 60).filter(cell -> labels[cell] != 4).toArray();
    CellTypeLisi most =
        CellTypeLisi.of(points.select(kept), batches.select(kept), Groups.of(labels).select(kept));
    assertThat(all).isEqualTo(most);
    assertThat(all.cells().value()).isPresent();
  }

  @Test
  void withoutALabelToMixThereIsAStatus() {
    DenseMatrix points = Points.normal(12, 2, 1);
    Groups one = Groups.of(new int[12]);
    assertThat(CellTypeLisi.of(points, one, one).cells())
        .isEqualTo(Measurement.none(Status.SINGLE_BATCH));
    int[] two = new int[12];
    Arrays.setAll(two, i -> i / 6);
    assertThat(CellTypeLisi.of(points, Groups.of(two), Groups.of(two)).labels())
        .isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
  }
}

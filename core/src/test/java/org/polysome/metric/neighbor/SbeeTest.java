package org.polysome.metric.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
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

class SbeeTest {

  private static Neighbors nearest(DenseMatrix points) {
    return new NearestNeighbors().among(points, 14);
  }

  @Test
  void agreesWithScibMetrics() {
    DenseMatrix points = GoldenCells.points(1.2);
    Groups batches = Groups.of(GoldenCells.batches());
    Groups labels = Groups.of(GoldenCells.labels());
    assertThat(new Sbee(nearest(points), batches, labels).of(points).value().orElseThrow())
        .isEqualTo(0.822847378057546, Offset.offset(1e-9));
    Groups apart =
        Groups.of(Arrays.stream(GoldenCells.batches()).map(batch -> 2 * batch).toArray());
    assertThat(new Sbee(nearest(points), apart, labels).of(points).value().orElseThrow())
        .isEqualTo(0.822847378057546, Offset.offset(1e-9));
  }

  @Test
  void oneBatchIsPerfectAndEqualCellsAreNot() {
    DenseMatrix points = Points.normal(30, 3, 1);
    Groups one = Groups.of(new int[30]);
    assertThat(new Sbee(nearest(points), one, one).of(points)).isEqualTo(Measurement.of(1));
    DenseMatrix equal = DenseMatrix.zeros(30, 3);
    assertThat(new Sbee(nearest(equal), one, one).of(equal)).isEqualTo(Measurement.of(0));
  }

  @Test
  void noCellsHaveAStatus() {
    DenseMatrix none = DenseMatrix.zeros(0, 3);
    Groups empty = Groups.of(new int[0]);
    assertThat(new Sbee(nearest(none), empty, empty).of(none))
        .isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
  }

  @Test
  void lengthsThatDifferAreRefused() {
    Groups labels = Groups.of(GoldenCells.labels());
    assertThatThrownBy(() -> new Sbee(nearest(Points.normal(20, 2, 1)), labels, labels))
        .hasMessageContaining("neighbours of 20 cells");
  }
}

package org.polysome.metric.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class KMeansAgreementTest {

  @Test
  void theGoldenCellsAgreeFully() {
    var cells = new LabelledPoints(GoldenCells.points(1.2), GoldenCells.labels(), 5);
    ClusterAgreement found = new KMeansAgreement(10, 1e-4, 0).of(cells);
    assertThat(found.nmi().value().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(found.ari()).isEqualTo(Measurement.of(1));
    assertThat(found.method()).isEqualTo("k-means");
    assertThat(found.clusters()).isEqualTo(5);
  }

  @Test
  void labelsWithoutCellsAreNoClusters() {
    int[] labels = IntStream.range(0, 300).map(cell -> cell % 3 * 4).toArray();
    var cells = new LabelledPoints(Points.clusters(300, 6, 3), labels, 12);
    ClusterAgreement found = KMeansAgreement.scibMetrics().of(cells);
    assertThat(found.clusters()).isEqualTo(3);
    assertThat(found.ari()).isEqualTo(Measurement.of(1));
  }

  @Test
  void shuffledLabelsAgreeByChanceOnly() {
    int[] labels = IntStream.range(0, 900).map(cell -> cell / 3 % 3).toArray();
    var cells = new LabelledPoints(Points.clusters(900, 6, 3), labels, 3);
    ClusterAgreement found = KMeansAgreement.scibMetrics().of(cells);
    assertThat(found.ari().value().orElseThrow()).isCloseTo(0, within(0.01));
  }

  @Test
  void equalPointsAgreeWithNothingAndOneLabelHasNoAgreement() {
    var equal = new LabelledPoints(DenseMatrix.zeros(4, 2), new int[] {0, 1, 0, 1}, 2);
    ClusterAgreement found = KMeansAgreement.scibMetrics().of(equal);
    assertThat(found.nmi()).isEqualTo(Measurement.of(0));
    assertThat(found.clusters()).isEqualTo(1);
    var single = new LabelledPoints(Points.normal(5, 2, 1), new int[5], 1);
    assertThat(KMeansAgreement.scibMetrics().of(single).nmi().status())
        .isEqualTo(Status.SINGLE_LABEL);
  }
}

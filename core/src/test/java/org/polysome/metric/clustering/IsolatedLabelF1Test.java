package org.polysome.metric.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.graph.cluster.Clustering;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.ConfusionMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.silhouette.IsolatedLabels;
import org.polysome.metric.silhouette.LabelScores;

class IsolatedLabelF1Test {

  @Test
  void isTheBestOfAllClustersAtAllResolutions() {
    long seed = 6;
    Random random = new Random(seed);
    int[] labels = random.ints(80, 0, 4).toArray();
    List<Clustering> clusterings = new ArrayList<>();
    for (int clusters = 2; clusters < 7; clusters++) {
      clusterings.add(Clustering.bySize(random.ints(80, 0, clusters).toArray()));
    }
    LabelScores scores =
        IsolatedLabelF1.score(clusterings, labels, new IsolatedLabels(new int[] {1, 3}, 1));
    double first = slow(clusterings, labels, 1);
    double second = slow(clusterings, labels, 3);
    assertThat(scores.labels()).containsExactly(Measurement.of(first), Measurement.of(second));
    assertThat(scores.score().value().orElseThrow())
        .as("seed %d", seed)
        .isCloseTo((first + second) / 2, within(1e-15));
  }

  private static double slow(List<Clustering> clusterings, int[] labels, int label) {
    double best = 0;
    for (Clustering clustering : clusterings) {
      for (int cluster = 0; cluster < clustering.clusters(); cluster++) {
        int own = cluster;
        int[] truth = IntStream.of(labels).map(each -> each == label ? 1 : 0).toArray();
        int[] said = IntStream.of(clustering.labels()).map(each -> each == own ? 1 : 0).toArray();
        best = Math.max(best, ConfusionMatrix.of(truth, said, 2).f1(1));
      }
    }
    return best;
  }

  @Test
  void isOneWhereTheEmbeddingIsTheLabels() {
    // One column for each label, as in scib's own test; label 2 is in one batch only.
    int[] labels = IntStream.range(0, 180).map(cell -> cell % 3).toArray();
    int[] batches = IntStream.range(0, 180).map(cell -> cell % 3 == 2 ? 0 : cell % 2).toArray();
    DenseMatrix points = DenseMatrix.zeros(180, 3);
    for (int cell = 0; cell < 180; cell++) {
      points.values()[cell * 3 + labels[cell]] = 1;
    }
    List<Clustering> clusterings =
        ResolutionSweep.scib().cluster(ResolutionSweepTest.graph(points));
    LabelScores scores =
        IsolatedLabelF1.score(clusterings, labels, IsolatedLabels.of(labels, batches, Flavor.SCIB));
    assertThat(scores.score()).isEqualTo(Measurement.of(1));
    assertThat(scores.labels()).hasSize(1);
  }

  @Test
  void withoutIsolatedLabelsThereIsNoScore() {
    List<Clustering> clusterings = List.of(new Clustering(new int[] {0, 0}, 1));
    int[] labels = {0, 1};
    assertThat(
            IsolatedLabelF1.score(clusterings, labels, new IsolatedLabels(new int[0], 1))
                .score()
                .status())
        .isEqualTo(Status.NO_ISOLATED_LABEL);
    assertThatThrownBy(
            () ->
                IsolatedLabelF1.score(
                    clusterings, new int[3], new IsolatedLabels(new int[] {0}, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.polysome.metric.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.Points;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.metric.LabelledPoints;

class PairPassTest {

  @ParameterizedTest
  @ValueSource(ints = {900, 20_500})
  void isWhatTwoPassesGive(int count) {
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> i * 7 % 5);
    LabelledPoints cells = new LabelledPoints(Points.clusters(count, 4, 3), labels, 5);
    PairPass pass = PairPass.of(cells, 6);
    Neighbors neighbors = new NearestNeighbors().among(cells.points(), 6);
    assertThat(pass.neighbors().indices()).isEqualTo(neighbors.indices());
    assertThat(pass.neighbors().distances()).isEqualTo(neighbors.distances());
    double[] sums = PairDistances.FAST.toGroups(cells, Distance.EUCLIDEAN).sums();
    assertThat(pass.sums().sums()).containsExactly(sums, within(1e-5 * count * 10));
    var label = new LabelSilhouette(Silhouette.euclidean(PairDistances.FAST));
    assertThat(label.score(pass.sums(), labels).score().value())
        .hasValueCloseTo(label.score(cells).score().value().getAsDouble(), within(1e-6));
  }

  @Test
  void refusesNoNeighbours() {
    LabelledPoints cells = new LabelledPoints(Points.normal(9, 2, 1), new int[9], 1);
    assertThatThrownBy(() -> PairPass.of(cells, 0)).hasMessageContaining("k is 0");
  }
}

package org.polysome.graph.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.WeightedGraph;

class ModularityTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1, 2.5})
  void isTheSumOverAllPairs(double resolution) {
    long seed = 4;
    WeightedGraph graph = Graphs.planted(70, 3, new double[] {0.4, 0.1}, seed);
    int[] labels = new Random(seed).ints(70, 0, 6).toArray();
    assertThat(Modularity.of(graph, labels, resolution))
        .isCloseTo(Graphs.slowModularity(graph, labels, resolution), within(1e-12));
  }

  @Test
  void ofTheTwoFactionsOfTheKarateClubIsKnown() {
    // The split that Zachary saw: 0.3715 without weights (Newman and Girvan, 2004, section V).
    int[] factions = new int[34];
    for (int member : new int[] {8, 9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30}) {
      factions[member] = 1;
    }
    factions[31] = 1;
    factions[32] = 1;
    factions[33] = 1;
    assertThat(Modularity.of(Graphs.karate(), factions, 1)).isCloseTo(0.371466, within(1e-6));
  }

  @Test
  void withoutEdgesIsZero() {
    assertThat(Modularity.of(Graphs.ofUpperTriangle(new double[3][3]), new int[3], 1)).isZero();
    assertThatThrownBy(() -> Modularity.of(Graphs.karate(), new int[3], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.polysome.graph.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClusteringTest {

  @Test
  void clustersAreNumberedByFallingSizeAndThenByFirstPoint() {
    Clustering clustering = Clustering.bySize(new int[] {7, 2, 9, 2, 9, 2, 5});
    assertThat(clustering.labels()).containsExactly(2, 0, 1, 0, 1, 0, 3);
    assertThat(clustering.clusters()).isEqualTo(4);
    assertThat(Clustering.bySize(new int[0]).clusters()).isZero();
  }

  @Test
  void everyClusterHasAPoint() {
    assertThatThrownBy(() -> new Clustering(new int[] {0, 2}, 3)).hasMessageContaining("2 of 3");
    assertThatThrownBy(() -> new Clustering(new int[] {0, 1}, 1)).hasMessageContaining("label 1");
  }
}

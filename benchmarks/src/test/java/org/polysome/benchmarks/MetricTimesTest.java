package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricTimesTest {

  @Test
  void everyMetricHasATime() {
    assertThat(MetricTimes.of(SimulatedEmbedding.of(300)).seconds())
        .containsKeys(
            "silhouette_label", "bras", "ilisi and clisi", "k-means nmi and ari", "pcr_comparison")
        .allSatisfy((name, seconds) -> assertThat(seconds).isPositive());
  }

  @Test
  void peersReadTheSameCells(@TempDir Path folder) throws Exception {
    SimulatedEmbedding.of(7).write(folder);
    assertThat(Files.size(folder.resolve("points.f32"))).isEqualTo(7 * 50 * 4);
    assertThat(Files.size(folder.resolve("labels.i32"))).isEqualTo(28);
    assertThat(MetricPeer.read("loading\nbras\t1.5\nilisi\t2\n"))
        .containsExactly(Map.entry("bras", 1.5), Map.entry("ilisi", 2.0));
  }
}

package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchmarkLineTest {

  @Test
  void isTheLineThatScriptsReadLast() {
    BenchmarkLine line =
        new BenchmarkLine(
            "metrics", 4, Map.of("scib-metrics", 10.0), 3, OptionalDouble.of(2.5), 0.75);
    assertThat(line.text())
        .isEqualTo(
            "{\"name\":\"metrics\",\"ours\":4.0,\"peers\":{\"scib-metrics\":10.0},\"ceiling\":3.0,"
                + "\"ratio_to_best_peer\":2.5,\"ratio_to_ceiling\":0.75}");
  }

  @Test
  void withoutAPeerThereIsNoRatioToIt() {
    assertThat(BenchmarkLine.ofSpeed("train", 5, 20).text())
        .isEqualTo(
            "{\"name\":\"train\",\"ours\":5.0,\"peers\":{},\"ceiling\":20.0,"
                + "\"ratio_to_best_peer\":null,\"ratio_to_ceiling\":0.25}");
  }

  @Test
  void itIsComparedWithTheFastestPeer() {
    BenchmarkLine line = BenchmarkLine.ofSpeed("train", 6, Map.of("a", 3.0, "b", 4.0), 12);
    assertThat(line.ratioToBestPeer()).hasValue(1.5);
    assertThat(line.ratioToCeiling()).isEqualTo(0.5);
  }
}

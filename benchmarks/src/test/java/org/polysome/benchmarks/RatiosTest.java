package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatiosTest {

  @Test
  void aStepIsComparedWithTheProductsOfItsSize() {
    assertThat(
            Ratios.lines(
                List.of(
                    train("products", "TINY", 10),
                    train("products", "SMALL", 300),
                    train("step", "SMALL", 400),
                    train("step", "HUGE", 1))))
        .containsExactly(
            "TrainBenchmark.step SMALL: 400.0 ms, its matrix products alone 300.0 ms: ratio 0.75");
  }

  @Test
  void aLoaderIsComparedWithTheTarget() {
    assertThat(Ratios.lines(List.of(new Measured("LoaderBenchmark.load", Map.of(), 30_000))))
        .containsExactly(
            "LoaderBenchmark.load: 30,000 cells a second and core, 1.20 of the target of 25,000");
  }

  private static Measured train(String method, String size, double milliseconds) {
    return new Measured("TrainBenchmark." + method, Map.of("size", size), milliseconds);
  }
}

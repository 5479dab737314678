package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.provenance.Manifest;
import org.polysome.train.log.Metrics;

/** Runs for reports, without a training. */
final class SmallReport {

  private SmallReport() {}

  /** A run whose loss falls from one over 300 steps, with two validations. */
  static RunRecord run(String name) {
    List<Metrics> lines = new ArrayList<>();
    for (int step = 10; step <= 300; step += 10) {
      lines.add(line(step, Metrics.TRAIN));
      if (step % 150 == 0) {
        lines.add(line(step, Metrics.VALIDATION));
      }
    }
    Manifest manifest =
        Manifest.start(List.of("polysome", "pretrain", "<recipe>")).withSeed("run", 42);
    return new RunRecord(name, Optional.of(manifest), "seed: 42\n", lines);
  }

  private static Metrics line(int step, String split) {
    double loss = Math.exp(-step / 100.0);
    Map<String, Double> terms = new java.util.TreeMap<>(Map.of("mse", loss / 2, "zero", loss / 2));
    return new Metrics(step, step / 100.0, split, loss, terms, OptionalDouble.empty());
  }
}

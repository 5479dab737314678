package org.polysome.suite.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.files.IoFaults;
import org.polysome.provenance.Manifest;
import org.polysome.train.log.LossCurve;
import org.polysome.train.log.Metrics;

/**
 * What a report shows of a run.
 *
 * @param name the name of its folder
 * @param manifest what made it, once that is written
 * @param plan the text of {@code experiment.yaml}
 * @param metrics the lines of {@code metrics.jsonl}
 */
public record RunRecord(
    String name, Optional<Manifest> manifest, String plan, List<Metrics> metrics) {

  private static final String HEADER = "run.json";
  private static final String MANIFEST = "manifest.json";
  private static final String PLAN = "experiment.yaml";

  /** Copies the lines. */
  public RunRecord {
    metrics = List.copyOf(metrics);
  }

  /** How its losses went. */
  LossCurve curve() {
    return new LossCurve(metrics);
  }

  /** Whether a folder is a run. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(HEADER));
  }

  /**
   * Reads a run, which may still be in training.
   *
   * @throws org.polysome.fault.DataException if a file of it is damaged
   */
  public static RunRecord read(Path folder) {
    return new RunRecord(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        text(folder.resolve(MANIFEST)).map(Manifest::fromJson),
        text(folder.resolve(PLAN)).orElse(""),
        LossCurve.read(folder).lines());
  }

  private static Optional<String> text(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }
}

package org.polysome.train.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the losses of a run went.
 *
 * @param lines of {@code metrics.jsonl}, in the order of the steps
 */
public record LossCurve(List<Metrics> lines) {

  /** Copies the lines. */
  public LossCurve {
    lines = List.copyOf(lines);
  }

  /**
   * The curve of a run, which may still be in training, or was fitted and has none.
   *
   * @throws org.polysome.fault.DataException if the file is damaged
   */
  public static LossCurve read(Path run) {
    Path file = run.resolve(MetricsFile.NAME);
    return new LossCurve(Files.exists(file) ? MetricsFile.read(file) : List.of());
  }

  /** Steps done when the last line was written. */
  public long steps() {
    return lines.isEmpty() ? 0 : lines.getLast().step();
  }

  /** The lines about training. */
  public List<Metrics> training() {
    return of(Metrics.TRAIN);
  }

  /** The line of the lowest validation loss, if cells were held out. */
  public Optional<Metrics> best() {
    return of(Metrics.VALIDATION).stream().min(Comparator.comparingDouble(Metrics::loss));
  }

  /** Whether the training loss ended above where it began, or is no number. */
  public boolean diverged() {
    List<Metrics> training = training();
    return training.size() > 1 && !(training.getLast().loss() <= training.getFirst().loss());
  }

  private List<Metrics> of(String split) {
    return lines.stream().filter(line -> line.split().equals(split)).toList();
  }
}

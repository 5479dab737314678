package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.polysome.files.IoFaults;
import org.polysome.provenance.Manifest;
import org.polysome.train.Plan;
import org.polysome.train.Run;
import org.polysome.train.log.LossCurve;
import org.polysome.train.log.Metrics;

/**
 * What a run cost and how its loss fell.
 *
 * @param name of its folder
 * @param parameters trained numbers of the model without the heads of its objectives
 * @param flops of embedding one cell of as many tokens as the tokenizer lets through
 * @param steps taken in its last stage
 * @param cellsPerSecond seen in training, the time of validations and checkpoints included; absent
 *     for a model that is fitted, and while the run has not come to its end
 * @param training the first and the last training loss that was written down
 * @param validation the best validation loss, if cells were held out
 */
record TrainedRecipe(
    String name,
    long parameters,
    long flops,
    long steps,
    OptionalDouble cellsPerSecond,
    List<Double> training,
    OptionalDouble validation) {

  private static final double GIGA = 1e9;

  /** Reads a run folder. */
  static TrainedRecipe read(Path folder) {
    Run run = Run.open(folder);
    Plan plan = run.plan();
    int genes = run.vocabulary().size();
    int tokens = Math.min(plan.tokenizer().length(), genes + 1);
    LossCurve curve = LossCurve.read(folder);
    List<Double> training = curve.training().stream().map(Metrics::loss).toList();
    long steps = curve.steps();
    return new TrainedRecipe(
        String.valueOf(folder.getFileName()),
        run.parameters(),
        plan.model().cost(genes, tokens).flops(),
        steps,
        plan.train().isPresent()
            ? speed(steps * plan.training().cellsPerStep(), folder)
            : OptionalDouble.empty(),
        training.isEmpty() ? List.of() : List.of(training.getFirst(), training.getLast()),
        curve.best().stream().mapToDouble(Metrics::loss).findFirst());
  }

  /** The cells of its row. */
  Stream<String> cells() {
    return Stream.of(
        name,
        String.format(Locale.ROOT, "%,d", parameters),
        String.format(Locale.ROOT, "%.4f", flops / GIGA),
        String.valueOf(steps),
        number("%.0f", cellsPerSecond),
        training.isEmpty()
            ? "-"
            : String.format(Locale.ROOT, "%.3f to %.3f", training.getFirst(), training.getLast()),
        number("%.3f", validation));
  }

  private static String number(String format, OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : "-";
  }

  private static OptionalDouble speed(long cells, Path folder) {
    Path file = folder.resolve("manifest.json");
    try {
      Manifest manifest = Manifest.fromJson(Files.readString(file));
      return manifest.ended().stream()
          .map(end -> Duration.between(manifest.started(), end).toMillis() / 1e3)
          .filter(time -> time > 0)
          .mapToDouble(time -> cells / time)
          .findFirst();
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }
}

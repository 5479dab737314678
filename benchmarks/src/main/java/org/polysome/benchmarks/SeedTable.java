package org.polysome.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.benchmarks.SeedFolder.Key;

/** A comparison over seeds as a Markdown table. */
final class SeedTable {

  private static final List<String> HEAD =
      List.of(
          "input",
          "split",
          "metric",
          "pretrained",
          "random weights",
          "PCA",
          "HVG 1k",
          "gain",
          "95 % interval",
          "95 % lower bound",
          "gap closed");

  private static final String NOTE =
      """

      Means over the seeds of pretraining (%d). Gain: pretrained minus random weights of the same seed; \
      its interval is two-sided, its lower bound one-sided, both by Student's t over seeds. Gap \
      closed: the mean gain over the mean of PCA minus random weights.
      """;

  private SeedTable() {}

  /** The table with a note that says what its numbers are. */
  static String of(SeedComparison comparison) {
    String ruler = HEAD.stream().map(name -> "---").collect(Collectors.joining("|", "|", "|\n"));
    return comparison.scores().entrySet().stream()
        .map(entry -> line(cells(entry.getKey(), entry.getValue())))
        .collect(
            Collectors.joining(
                "", line(HEAD) + ruler, NOTE.formatted(comparison.folders().size())));
  }

  private static List<String> cells(Key key, Optional<SeedScores> scores) {
    Stream<String> about = Stream.of(fileName(key.input()), key.split(), key.metric());
    Stream<String> numbers =
        scores
            .map(SeedTable::numbers)
            .orElse(Stream.generate(() -> "no value").limit(HEAD.size() - 3));
    return Stream.concat(about, numbers).toList();
  }

  private static String fileName(String input) {
    return String.valueOf(Path.of(input).getFileName());
  }

  private static Stream<String> numbers(SeedScores scores) {
    PairedDifference gain = scores.gain();
    double mean = gain.mean();
    return Stream.of(
        format("%.4f", SeedScores.mean(scores.pretrained())),
        format("%.4f", SeedScores.mean(scores.randomWeights())),
        format("%.4f", SeedScores.mean(scores.pca())),
        format("%.4f", SeedScores.mean(scores.hvg())),
        format("%+.4f", mean),
        present(gain.half(), half -> format("%+.4f to %+.4f", mean - half, mean + half)),
        present(gain.below(), below -> format("%+.4f", mean - below)),
        present(scores.gapClosed(), share -> format("%.1f %%", 100 * share)));
  }

  private static String present(
      OptionalDouble number, java.util.function.DoubleFunction<String> text) {
    return number.isPresent() ? text.apply(number.getAsDouble()) : "-";
  }

  private static String format(String pattern, Object... numbers) {
    return String.format(Locale.ROOT, pattern, numbers);
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}

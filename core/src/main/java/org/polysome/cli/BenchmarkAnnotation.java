package org.polysome.cli;

import java.util.Optional;
import org.polysome.suite.annotation.AnnotationSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome benchmark annotation}. */
@Command(
    name = "annotation",
    description = {
      "Judge how much of a cell annotation embeddings hold.",
      "kNN (k = 10) and a linear probe learn the labels of some cells and are tested on others,"
          + " over several seeds, with baselines beside. Writes results.json, results.csv and"
          + " report.html."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark annotation out.h5ad --label cell_type -o results"
    })
final class BenchmarkAnnotation implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COL",
      description = "Column of obs to be predicted.")
  private String label;

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description =
          "Column of obs by which cells are split as well, so that no batch is on both sides; the"
              + " split within classes stays the default.")
  private Optional<String> batch = Optional.empty();

  @Override
  public void run() {
    judge.run(session, new AnnotationSuite(), new JudgeOptions.Columns(Optional.of(label), batch));
  }
}

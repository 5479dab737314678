package org.polysome.cli;

import java.util.Optional;
import org.polysome.suite.annotation.PerturbationClassificationSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome benchmark perturbation-classification}. */
@Command(
    name = "perturbation-classification",
    description = {
      "Judge whether embeddings tell which gene was perturbed in a cell.",
      "kNN (k = 10) and a linear probe by the protocol of paper 000: 70 %% of each perturbation to"
          + " learn from, five trials, the control a class like others. Writes results.json,"
          + " results.csv and report.html."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark perturbation-classification a.h5ad --label gene -o out"
    })
final class BenchmarkPerturbationClassification implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;

  @Option(
      names = "--label",
      defaultValue = "perturbation",
      paramLabel = "COL",
      description = "Column of obs with what was done to each cell (default: ${DEFAULT-VALUE}).")
  private String label;

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description =
          "Column of obs by which cells are split as well, so that no batch is on both sides.")
  private Optional<String> batch = Optional.empty();

  @Override
  public void run() {
    judge.run(
        session,
        new PerturbationClassificationSuite(),
        new JudgeOptions.Columns(Optional.of(label), batch));
  }
}

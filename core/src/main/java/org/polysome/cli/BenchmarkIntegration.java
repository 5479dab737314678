package org.polysome.cli;

import java.util.Optional;
import org.polysome.experiment.data.DataSet;
import org.polysome.fault.UsageException;
import org.polysome.metric.overall.GroupScores;
import org.polysome.suite.CellChoice;
import org.polysome.suite.integration.IntegrationFlavors;
import org.polysome.suite.integration.IntegrationSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome benchmark integration}. */
@Command(
    name = "integration",
    description = {
      "Judge how much biology embeddings keep and how well they mix batches.",
      "The metrics of the scIB benchmark: NMI, ARI, silhouettes, LISI, kBET, graph connectivity, PC"
          + " regression, their means and 0.6 bio + 0.4 batch; with what they need also trajectory,"
          + " cell cycle and variable genes. Writes results.json, results.csv and report.html."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark integration out.h5ad --label type --batch donor -o results"
    })
final class BenchmarkIntegration implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;
  @Mixin private ConservationOptions conservation;
  @Mixin private DataRecipeOptions recipe;

  @Option(
      names = "--label",
      paramLabel = "COL",
      description =
          "Column of obs with the biology to be kept, such as the cell type; needed unless a data"
              + " recipe names it.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description =
          "Column of obs with what should be mixed, such as the donor; needed unless a data recipe"
              + " names it.")
  private Optional<String> batch = Optional.empty();

  @Option(
      names = "--bio-share",
      paramLabel = "0..1",
      description =
          "Share of AvgBio in the score over it and AvgBatch (default: what a data recipe says, or"
              + " 0.6).")
  private Optional<Double> bioShare = Optional.empty();

  @Option(
      names = "--flavor",
      paramLabel = "scib-metrics|scib|all",
      defaultValue = "scib-metrics",
      converter = FlavorsByName.class,
      description =
          "Whose definitions are followed; numbers of two must not be compared (default:"
              + " ${DEFAULT-VALUE}).")
  private IntegrationFlavors flavors;

  @Option(
      names = "--approximate-neighbors",
      description =
          "Find neighbours by an index that may miss some, and say how many it found; the default is"
              + " exact.")
  private boolean approximate;

  /** Names with a hyphen where the constants have an underscore. */
  static final class FlavorsByName extends ByText<IntegrationFlavors> {
    FlavorsByName() {
      super(IntegrationFlavors.values(), IntegrationFlavors::text, "none of");
    }
  }

  @Override
  public void run() {
    Optional<JudgedDataSet> data = recipe.chosen().map(JudgedDataSet::new);
    Optional<DataSet> set = data.map(JudgedDataSet::set);
    var columns =
        new JudgeOptions.Columns(
            Optional.of(needed("--label", label.or(() -> set.flatMap(DataSet::label)), set)),
            Optional.of(needed("--batch", batch.or(() -> set.flatMap(DataSet::batch)), set)));
    data.map(one -> one.taken(label.isEmpty(), batch.isEmpty(), bioShare.isEmpty()))
        .ifPresent(session.progress()::say);
    double share = bioShare.or(() -> set.flatMap(DataSet::bioShare)).orElse(GroupScores.BIO_SHARE);
    judge.run(
        session,
        new IntegrationSuite(
            flavors,
            approximate,
            conservation.chosen(),
            share,
            data.map(JudgedDataSet::cells).orElse(CellChoice.ALL)),
        columns);
  }

  private static String needed(String option, Optional<String> column, Optional<DataSet> set) {
    return column.orElseThrow(
        () ->
            new UsageException(
                "%s COL is needed%s"
                    .formatted(
                        option,
                        set.map(one -> ": the recipe of " + one.name() + " names no such column")
                            .orElse(""))));
  }
}

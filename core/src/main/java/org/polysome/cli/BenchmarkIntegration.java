package org.polysome.cli;

import java.util.Optional;
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

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COL",
      description = "Column of obs with the biology to be kept, such as the cell type.")
  private String label;

  @Option(
      names = "--batch",
      required = true,
      paramLabel = "COL",
      description = "Column of obs with what should be mixed, such as the donor.")
  private String batch;

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
    judge.run(
        session,
        new IntegrationSuite(flavors, approximate, conservation.chosen()),
        new JudgeOptions.Columns(Optional.of(label), Optional.of(batch)));
  }
}

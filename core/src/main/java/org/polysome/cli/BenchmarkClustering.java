package org.polysome.cli;

import java.util.Optional;
import org.polysome.suite.clustering.ClusteringSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome benchmark clustering}. */
@Command(
    name = "clustering",
    description = {
      "Judge how well clusters of embeddings agree with labels.",
      "Louvain at ten resolutions in ten subsamples of 10,000 cells: NMI, ARI, and silhouettes of"
          + " the labels. Writes results.json, results.csv and report.html."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark clustering out.h5ad --label cell_type -o results"
    })
final class BenchmarkClustering implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COL",
      description = "Column of obs that clusters are compared with.")
  private String label;

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description = "Column of obs within whose batches the silhouette is also measured.")
  private Optional<String> batch = Optional.empty();

  @Override
  public void run() {
    judge.run(session, new ClusteringSuite(), new JudgeOptions.Columns(Optional.of(label), batch));
  }
}

package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.suite.relation.GeneRelationshipsSuite;
import org.polysome.suite.relation.GeneRelationshipsSuite.TailChoice;
import org.polysome.suite.relation.RelationshipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome benchmark gene-relationships}. */
@Command(
    name = "gene-relationships",
    description = {
      "Judge which known relationships between genes are found in gene vectors.",
      "The codebook and the decoder of each run, beside components of the transpose of the"
          + " expression and random vectors: recall of each database, also after PCA, and the share"
          + " that the genes' mean and variance explain."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark gene-relationships a.h5ad --relationships CORUM.txt -o out"
    })
final class BenchmarkGeneRelationships implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;

  @Option(
      names = "--relationships",
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "Known pairs of genes, with the header entity1,entity2; of a folder all such files;"
              + " repeat for several.")
  private List<Path> relationships = new ArrayList<>();

  @Option(
      names = "--tails",
      paramLabel = "both|upper",
      defaultValue = "both",
      description =
          "Which 5 %% of all cosines count as found; random vectors find 0.10 of both and 0.05 of"
              + " the upper (default: ${DEFAULT-VALUE}).")
  private TailChoice tails;

  @Override
  public void run() {
    judge.run(
        session,
        new GeneRelationshipsSuite(RelationshipFile.all(relationships), tails),
        new JudgeOptions.Columns(Optional.empty(), Optional.empty()));
  }
}

package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.suite.perturbation.PerturbationMapSuite;
import org.polysome.suite.perturbation.PostProcessing;
import org.polysome.suite.perturbation.ScreenDecoder;
import org.polysome.suite.relation.RelationshipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome benchmark perturbation-map}. */
@Command(
    name = "perturbation-map",
    description = {
      "Judge what embeddings show of a perturbation screen, by the six tasks of TxFM.",
      "Mixing of batches, linear and neighbour probes in unseen batches, consistency of each"
          + " perturbation, known relationships, expression given back; as they are and after three"
          + " ways of post-processing. Writes results.json, results.csv, report.html and"
          + " consistency.csv, which corpus build --phenoprint reads."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark perturbation-map a.h5ad --control none --batch b -o out"
    })
final class BenchmarkPerturbationMap implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;

  @Option(
      names = "--label",
      defaultValue = "perturbation",
      paramLabel = "COL",
      description =
          "Column of obs with what was done to each cell, best the name of a gene (default:"
              + " ${DEFAULT-VALUE}).")
  private String label;

  @Option(
      names = "--control",
      required = true,
      paramLabel = "VALUE",
      description = "What that column says of the cells to which nothing was done.")
  private String control;

  @Option(
      names = "--batch",
      required = true,
      paramLabel = "COL",
      description = "Column of obs with the experimental batch; each should have controls.")
  private String batch;

  @Option(
      names = "--relationships",
      paramLabel = "FILE|DIR",
      description =
          "Known pairs of genes, with the header entity1,entity2; of a folder all .txt files;"
              + " repeat for several.")
  private List<Path> relationships = new ArrayList<>();

  @Option(
      names = "--post-processing",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "centre,centre-scale,tvn",
      converter = PostProcessingByName.class,
      description =
          "What is tried beside the embedding as it is: centre, centre-scale, tvn or none (default:"
              + " ${DEFAULT-VALUE}).")
  private List<PostProcessing> postProcessing = new ArrayList<>();

  @Option(
      names = "--decoders",
      paramLabel = "linear|mlp",
      split = ",",
      defaultValue = "linear",
      converter = DecoderByName.class,
      description =
          "What decodes expression from an embedding, separated by commas: linear as in TxFM, mlp"
              + " as in Tx-Evaluation's code, which takes minutes for thousands of cells (default:"
              + " ${DEFAULT-VALUE}).")
  private List<ScreenDecoder> decoders = new ArrayList<>();

  /** Names of decoders. */
  static final class DecoderByName extends ByText<ScreenDecoder> {
    DecoderByName() {
      super(ScreenDecoder.values(), ScreenDecoder::text, "none of");
    }
  }

  /** Names with a hyphen where the constants have an underscore. */
  static final class PostProcessingByName extends ByText<PostProcessing> {
    PostProcessingByName() {
      super(PostProcessing.values(), PostProcessing::text, "none of");
    }
  }

  @Override
  public void run() {
    judge.run(
        session,
        new PerturbationMapSuite(
            control, RelationshipFile.all(relationships), postProcessing, decoders),
        new JudgeOptions.Columns(Optional.of(label), Optional.of(batch)));
  }
}

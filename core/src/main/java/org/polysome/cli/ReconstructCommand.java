package org.polysome.cli;

import java.util.Optional;
import org.polysome.train.embed.FileReconstruction;
import org.polysome.train.embed.ReconstructRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome reconstruct}. */
@Command(
    name = "reconstruct",
    description = {
      "Predict the expression of the cells of a file with a run: an h5ad with one more layer (cells,"
          + " genes) of float32, everything else untouched.",
      "",
      "The layer is on the scale of what the run predicts, which is said and stands in"
          + " uns/polysome_layers: the values of its tokenizer (log1p of counts per 10,000, say, or"
          + " bins), or counts expected at the total of the cell (scvi). Every gene that the run"
          + " knows and the file measured is predicted, seen in the cell or not; the other columns"
          + " are NaN.",
      "",
      "Where an objective predicts all genes from the state of a cell (wced, whole-cell-counts,"
          + " cell-to-gene-values, evidence-lower-bound, PCA), the whole cell is shown. Where the run"
          + " predicts what masks hide (masked-values alone), genes are asked in turns, each with its"
          + " value hidden and the rest of the cell shown; that takes a pass for every turn."
    },
    footer = {"", "Example:", "  polysome reconstruct runs/wced pbmc.h5ad -o predicted.h5ad"})
final class ReconstructCommand implements Runnable {

  @Mixin private Session session;
  @Mixin private RunOnCells on;

  @Option(
      names = "--layer-name",
      paramLabel = "NAME",
      defaultValue = ReconstructRequest.DEFAULT_LAYER,
      description = "Name of the layer that is written (default: ${DEFAULT-VALUE}).")
  private String layer;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description =
          "The objective that predicts, such as masked-values (default: the one that predicts all"
              + " genes from the state of a cell, if there is one).")
  private Optional<String> objective = Optional.empty();

  @Mixin private ReadingOptions reading;
  @Mixin private ModelOptions model;

  @Override
  public void run() {
    FileReconstruction.run(
        new ReconstructRequest(
            on.run(),
            on.input(),
            on.output().output(),
            on.output().force(),
            new ReconstructRequest.ModelChoice(
                model.checkpoint(), objective, reading.reading(), model.device()),
            on.counts(),
            layer,
            model.batchSize(),
            model.threads()),
        session.progress());
  }
}

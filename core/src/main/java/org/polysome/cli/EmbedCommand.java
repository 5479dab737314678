package org.polysome.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileEmbedding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polysome embed}. */
@Command(
    name = "embed",
    description =
        "Embed the cells of a file with a run: an h5ad with one more obsm key, everything else"
            + " untouched.",
    footer = {"", "Example:", "  polysome embed runs/wced pbmc.h5ad -o out.h5ad"})
final class EmbedCommand implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;
  @Mixin private CellOptions cells;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
  private Path run;

  @Parameters(
      index = "1",
      paramLabel = "INPUT",
      description = "h5ad file, 10x mtx folder, or table of counts (CSV or TSV, also gzipped).")
  private Path input;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = EmbedRequest.DEFAULT_KEY,
      description = "Key in obsm (default: ${DEFAULT-VALUE}).")
  private String key;

  @Option(
      names = "--checkpoint",
      paramLabel = "best|last|step-N",
      description = "Checkpoint (default: best if cells were held out, else last).")
  private Optional<String> checkpoint = Optional.empty();

  @Option(
      names = "--layer-of-model",
      paramLabel = "N",
      description =
          "Block after which states are pooled; 0 is the embedding of tokens (default: the run's"
              + " model.embedding-layer, else the last).")
  private Optional<Integer> layerOfModel = Optional.empty();

  @Mixin private TokensOption tokens;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "64",
      description = "Cells at once; changes no vector (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the model (default: one per processor).")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda[:N]",
      defaultValue = "cpu",
      description = "Where the model runs (default: ${DEFAULT-VALUE}).")
  private String device;

  @Override
  public void run() {
    FileEmbedding.run(
        new EmbedRequest(
            run,
            input,
            output.output(),
            output.force(),
            new EmbedRequest.ModelChoice(checkpoint, layerOfModel, tokens.limit(), device),
            new EmbedRequest.CountsOptions(cells.layer(), cells.geneColumn()),
            key,
            batchSize,
            threads),
        session.progress());
  }
}

package org.polysome.cli;

import java.util.Optional;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileEmbedding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome embed}. */
@Command(
    name = "embed",
    description =
        "Embed the cells of a file with a run: an h5ad with one more obsm key, everything else"
            + " untouched.",
    footer = {"", "Example:", "  polysome embed runs/wced pbmc.h5ad -o out.h5ad"})
final class EmbedCommand implements Runnable {

  @Mixin private Session session;
  @Mixin private RunOnCells on;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = EmbedRequest.DEFAULT_KEY,
      description = "Key in obsm (default: ${DEFAULT-VALUE}).")
  private String key;

  @Option(
      names = "--block",
      paramLabel = "N",
      description =
          "Block after which states are pooled; 0 is the embedding of tokens (default: the run's"
              + " model.embedding-layer, else the last).")
  private Optional<Integer> block = Optional.empty();

  /** What scripts from before there was {@code --block} say. */
  @Option(names = "--layer-of-model", hidden = true, description = "As --block.")
  private Optional<Integer> layerOfModel = Optional.empty();

  @Mixin private ReadingOptions reading;
  @Mixin private ModelOptions model;

  @Override
  public void run() {
    FileEmbedding.run(
        new EmbedRequest(
            on.run(),
            on.input(),
            on.output().output(),
            on.output().force(),
            new EmbedRequest.ModelChoice(
                model.checkpoint(),
                block.or(() -> layerOfModel),
                reading.reading(),
                model.device()),
            on.counts(),
            key,
            model.batchSize(),
            model.threads()),
        session.progress());
  }
}

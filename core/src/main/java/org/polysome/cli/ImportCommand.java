package org.polysome.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.published.PublishedImport;
import org.polysome.published.PublishedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polysome import}. */
@Command(
    name = "import",
    description = {
      "Make a run of weights that another project published.",
      "It embeds and is benchmarked like any other, and training starts from it with --init-from."
          + " Nothing in the files is executed. A folder holds, as published:",
      "  scgpt         best_model.pt, vocab.json, args.json",
      "  geneformer    config.json, model.safetensors or pytorch_model.bin,"
          + " token_dictionary*.pkl, gene_median_dictionary*.pkl, there or in the geneformer/ of a"
          + " clone",
      "  scbert        panglao_pretrain.pth, and panglao_10000.h5ad, panglao_human.h5ad or genes.txt",
      "  scfoundation  models.ckpt, OS_scRNA_gene_index.19264.tsv; or the folder model of a clone",
      "  bmfm          config.json, model.safetensors, pytorch_model.bin or .ckpt, tokenizers/"
    },
    footer = {"", "Example:", "  polysome import scgpt scGPT_human -o runs/scgpt"})
final class ImportCommand implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;

  @Parameters(
      index = "0",
      paramLabel = "scgpt|geneformer|scbert|scfoundation|bmfm",
      description = "Whose weights they are.")
  private PublishedModel model;

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder with the weights.")
  private Path folder;

  @Option(
      names = "--part",
      paramLabel = "KEY",
      description =
          "Which of several models in a checkpoint: cell (the usual), rde or gene of"
              + " scFoundation.")
  private Optional<String> part = Optional.empty();

  @Override
  public void run() {
    PublishedImport.read(
        new PublishedImport.Source(model, folder, part),
        new PublishedImport.Target(output.output(), output.force(), session.manifest().command()),
        session.progress());
  }
}

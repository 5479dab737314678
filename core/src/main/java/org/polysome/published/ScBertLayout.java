package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.DataException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Plan;

/**
 * What scBERT publishes: {@code panglao_pretrain.pth}, whose positions are vectors of gene2vec, and
 * the data set {@code panglao_10000.h5ad} that says which gene has which position. The stabiliser
 * of the attention is as published. Where the classes are {@code cap + 1} and a mask, the number of
 * heads follows from 64 numbers per head, unless the projection says otherwise.
 */
final class ScBertLayout implements Layout {

  private static final String FIXED =
      """
      tokenizer:
        genes: all
        cls: true
        normalisation: {type: library-size, target-sum: 10000}
      model:
        type: token-model
        gene-encoder: learned
        value-encoder: capped-bins
        backbone: {type: performer, norm: pre, activation: gelu, kernel: softmax, qkv-bias: false,
                   redraw: 1000, as-published: true}
        pooling: mean
      """;

  private static final String BLOCKS = "performer.net.layers.";

  @Override
  public Described describe(PublishedFolder folder, Optional<String> part) {
    Path weights =
        folder.need(
            "weights",
            "panglao_pretrain.pth",
            "ckpts/panglao_pretrain.pth",
            "*.pth",
            "*.safetensors");
    Path names =
        folder.need(
            "genes in the order of the positions",
            "genes.txt",
            "vocabulary.txt",
            "panglao_10000.h5ad",
            "panglao_human.h5ad",
            "data/panglao_10000.h5ad",
            "data/panglao_human.h5ad",
            "data/genes.txt",
            "*.h5ad",
            "data/*.h5ad");
    WeightFile file = WeightFile.read(weights, part);
    RuleBook book = new RuleBook(weights.toString(), file.parts());
    Vocabulary genes = genes(names, book.size("pos_emb.emb.weight", 0) - 1);
    rules(book, genes.size());
    return new Described(
        file,
        plan(book, genes.size()),
        genes,
        Fitted.NOTHING,
        Map.of(),
        book,
        List.of(
            "a gene that a file did not measure is no token here; scBERT takes it for a zero",
            "as published, the attention of a cell depends a little on the cells beside it"));
  }

  private static Vocabulary genes(Path file, int expected) {
    List<String> names = new ArrayList<>();
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".h5ad")) {
      AnnDataFile data = AnnDataFiles.open(file);
      names.addAll(data.var(data.matrices().getFirst()).index());
    } else {
      names.addAll(PublishedFolder.lines(file));
    }
    if (names.size() != expected) {
      throw new DataException(
          "%s names %d genes, and the checkpoint has %d positions for genes"
              .formatted(file, names.size(), expected));
    }
    return Vocabulary.of(names);
  }

  private static int classes(RuleBook book) {
    return book.size("token_emb.weight", 0) - 1;
  }

  private static int layers(RuleBook book) {
    return book.count(BLOCKS, ".0.fn.to_q.weight");
  }

  private static void rules(RuleBook book, int genes) {
    String positions = "pos_emb.emb.weight";
    String kinds = "model.value-encoder.kinds.weight";
    int classes = classes(book);
    book.rows(
            "model.gene-encoder.weight",
            positions,
            List.of(
                new RowRun(0, 0, genes),
                RowRun.one(TokenBatch.special(genes, TokenKind.CLS), genes)))
        .rows(
            "model.value-encoder.bins.weight",
            "token_emb.weight",
            List.of(new RowRun(0, 0, classes)))
        .rows(kinds, "token_emb.weight", List.of(RowRun.one(TokenKind.MASK.ordinal(), classes)))
        // its last token has the class 0
        .copied(kinds, "token_emb.weight", List.of(RowRun.one(TokenKind.CLS.ordinal(), 0)))
        .layer("model.backbone.norm", "norm");
    for (int layer = 0; layer < layers(book); layer++) {
      Blocks.performer(book, "model.backbone.layers." + layer, BLOCKS + layer);
    }
    String head = "objective.masked-values.decoder.out.";
    if (book.has("to_out.weight")) {
      List<RowRun> rows = List.of(new RowRun(0, 0, classes));
      book.rows(head + "weight", "to_out.weight", rows).rows(head + "bias", "to_out.bias", rows);
    } else {
      book.fresh("objective.");
    }
    book.leaveOut(
        "to_out\\.(conv1|fc1|fc2|fc3)\\..*|.*calls_since_last_redraw|performer\\.proj_updater\\..*");
  }

  private static Plan plan(RuleBook book, int genes) {
    String attention = BLOCKS + "0.0.fn.";
    int headWidth = book.size(attention + "fast_attention.projection_matrix", 1);
    int width = book.size("token_emb.weight", 1);
    int cap = classes(book) - 1;
    return new PlanText("scBERT", FIXED)
        .sizes("model", width, layers(book), book.size(attention + "to_q.weight", 0) / headWidth)
        .set("tokenizer.length", genes + 1)
        .set("model.value-encoder.cap", cap)
        .set(
            "model.backbone.feed-forward-ratio",
            book.size(BLOCKS + "0.1.fn.fn.w1.weight", 0) / (double) width)
        .set(
            "model.backbone.features", book.size(attention + "fast_attention.projection_matrix", 0))
        .set("model.backbone.head-width", headWidth)
        .objectives(
            List.of(
                ("{type: masked-values, ratio: 0.15, zero-ratio: 0, hiding: {replace: 0.9}, quota: ceiling,"
                        + " loss: {type: cross-entropy, bins: {type: whole-parts, cap: %d}},"
                        + " decoder: {type: mlp, hidden: 0}}")
                    .formatted(cap)))
        .plan();
  }
}

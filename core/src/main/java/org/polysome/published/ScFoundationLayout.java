package org.polysome.published;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.fault.DataException;
import org.polysome.genes.Vocabulary;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Real;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Whole;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Plan;

/**
 * What scFoundation publishes: {@code models.ckpt} with the models {@code cell}, {@code rde} and
 * {@code gene}, each with its configuration, and {@code OS_scRNA_gene_index.19264.tsv}. The decoder
 * is as published; embedding a cell needs the encoder alone.
 */
final class ScFoundationLayout implements Layout {

  private static final String FIXED =
      """
      tokenizer:
        genes: all
        cls: false
        normalisation: {type: library-size, target-sum: 10000}
        depth: {type: read-depth-aware, threshold: 1000, probability: 0.5, scale: log10, align: {type: fold, factor: 1}}
      model:
        type: encoder-decoder
        encoder:
          gene-encoder: learned
          value-encoder: {type: auto-bins, slope: 0.1}
          backbone: {type: transformer, norm: post, activation: relu, last-norm: true}
          pooling: four-part
        decoder:
          genes-again: true
          last-norm: true
          backbone: {type: performer, norm: pre, activation: gelu, as-published: true}
      objectives:
        - {type: masked-values, ratio: 0.3, zero-ratio: 0.03, hiding: {replace: 0.8, random: 0.1}, loss: mse, decoder: {type: mlp, hidden: 0}}
      """;

  private static final String USUAL = "cell";
  private static final String ENCODER = "encoder.transformer_encoder.";
  private static final String DECODER = "decoder.performer.net.layers.";
  private static final String GENES = "model.gene-encoder.weight";
  private static final String KINDS = "model.value-encoder.kinds.weight";

  @Override
  public Described describe(PublishedFolder folder, Optional<String> part) {
    Path weights =
        folder.need(
            "weights",
            "models.ckpt",
            "models/models.ckpt",
            "model/models/models.ckpt",
            "*.ckpt",
            "*.safetensors");
    String list = "OS_scRNA_gene_index*.tsv";
    Path names =
        folder.need(
            "list of genes", list, "genes.txt", "model/" + list, "../" + list, "../../" + list);
    WeightFile file = WeightFile.read(weights, Optional.of(part.orElse(USUAL)));
    RuleBook book = new RuleBook(weights.toString(), file.parts());
    Vocabulary genes = Vocabulary.of(genes(names));
    int positions = book.size("pos_emb.weight", 0);
    if (positions != genes.size() + 3) {
      throw new DataException(
          "%s names %d genes, and the checkpoint has %d positions: genes and three more"
              .formatted(names, genes.size(), positions));
    }
    rules(book, genes.size());
    return new Described(
        file,
        plan(book, file, genes.size()),
        genes,
        Fitted.NOTHING,
        Map.of(),
        book,
        List.of(
            "depth token T asks for the cell's own depth, scFoundation's tgthighres f1; its default"
                + " t4 is tokenizer.depth.align: 10000 in the run's experiment.yaml"));
  }

  private static List<String> genes(Path file) {
    List<String> lines = PublishedFolder.lines(file);
    boolean header = lines.getFirst().startsWith("gene_name");
    return lines.subList(header ? 1 : 0, lines.size()).stream()
        .map(line -> line.split("\t", 2)[0])
        .toList();
  }

  private static void rules(RuleBook book, int genes) {
    String mask = "token_emb.emb_mask.weight";
    String pad = "token_emb.emb_pad.weight";
    book.rows(
            GENES,
            "pos_emb.weight",
            List.of(
                new RowRun(0, 0, genes),
                RowRun.one(TokenBatch.special(genes, TokenKind.DEPTH_TARGET), genes),
                RowRun.one(TokenBatch.special(genes, TokenKind.DEPTH_SOURCE), genes + 1),
                RowRun.one(TokenBatch.special(genes, TokenKind.PAD), genes + 2)))
        .rows(KINDS, mask, List.of(RowRun.one(TokenKind.MASK.ordinal(), 0)))
        .rows(KINDS, pad, List.of(RowRun.one(TokenKind.PAD.ordinal(), 0)))
        .layer("model.value-encoder.first", "token_emb.mlp")
        .layer("model.value-encoder.second", "token_emb.mlp2")
        .layer("model.value-encoder.bins", "token_emb.emb")
        .layer("model.backbone.norm", "encoder.norm")
        .layer("model.decoder.in", "decoder_embed")
        .layer("model.decoder.backbone.norm", "decoder.norm")
        .layer("model.decoder.norm", "norm")
        .layer("objective.masked-values.decoder.out", "to_final")
        .leaveOut(".*calls_since_last_redraw|.*proj_updater\\..*");
    for (int layer = 0; layer < encoderLayers(book); layer++) {
      Blocks.torch(book, "model.backbone.layers." + layer, ENCODER + layer);
    }
    for (int layer = 0; layer < decoderLayers(book); layer++) {
      Blocks.performer(book, "model.decoder.backbone.layers." + layer, DECODER + layer);
    }
  }

  private static int encoderLayers(RuleBook book) {
    return book.count(ENCODER, ".norm1.weight");
  }

  private static int decoderLayers(RuleBook book) {
    return book.count(DECODER, ".0.fn.to_q.weight");
  }

  /** A number of the configuration, wherever in it the dictionary of that name lies. */
  private static Optional<Double> configured(PickleValue value, String within, String key) {
    if (!(value instanceof Table table)) {
      return Optional.empty();
    }
    Optional<Double> here =
        table
            .get(within)
            .flatMap(inner -> inner instanceof Table config ? config.get(key) : Optional.empty())
            .flatMap(ScFoundationLayout::number);
    return here.isPresent()
        ? here
        : table.entries().values().stream()
            .flatMap(inner -> configured(inner, within, key).stream())
            .findFirst();
  }

  private static Optional<Double> number(PickleValue value) {
    return switch (value) {
      case Whole(long number) -> Optional.of((double) number);
      case Real(double number) -> Optional.of(number);
      default -> Optional.empty();
    };
  }

  /** The configuration of the model that was chosen, among those of the file. */
  private static PickleValue config(WeightFile file) {
    return file.within().isEmpty()
        ? file.around()
        : file.around().get(file.within().getFirst()).orElse(file.around());
  }

  private static Plan plan(RuleBook book, WeightFile file, int genes) {
    String attention = DECODER + "0.0.fn.";
    int width = book.size("pos_emb.weight", 1);
    int inner = book.size("decoder_embed.weight", 0);
    int headWidth = book.size(attention + "fast_attention.projection_matrix", 1);
    // The published encoders have 64 numbers per head.
    double heads = configured(config(file), "encoder", "heads").orElse(Math.max(1, width / 64.0));
    double residual = configured(config(file), "mae_autobin", "bin_alpha").orElse(1.0);
    return new PlanText("scFoundation", FIXED)
        .set("tokenizer.length", genes + 2)
        .sizes("model.encoder", width, encoderLayers(book), (int) heads)
        .set("model.encoder.value-encoder.bins", book.size("token_emb.emb.weight", 0))
        .set("model.encoder.value-encoder.residual", residual)
        .set(
            "model.encoder.backbone.feed-forward-ratio",
            book.size(ENCODER + "0.linear1.weight", 0) / (double) width)
        .sizes(
            "model.decoder",
            inner,
            decoderLayers(book),
            book.size(attention + "to_q.weight", 0) / headWidth)
        .set(
            "model.decoder.backbone.feed-forward-ratio",
            book.size(DECODER + "0.1.fn.fn.w1.weight", 0) / (double) inner)
        .set(
            "model.decoder.backbone.features",
            book.size(attention + "fast_attention.projection_matrix", 0))
        .set("model.decoder.backbone.head-width", headWidth)
        .plan();
  }
}

package org.polysome.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenNames;
import org.polysome.Tolerance;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.decoder.TokenDecoderSpec;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.Weights;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * scFoundation with the weights of a golden case.
 *
 * <p>Rows of the reference's tables are rows of ours in another order.
 */
final class ScFoundationModel {

  private final GoldenCase golden;
  private final Parameters parameters;
  private final int genes;
  private final GoldenNames names;
  private final LiveEncoderDecoder live;
  private final LiveTokenModel encoder;
  private final Layer head;

  ScFoundationModel(GoldenCase golden, Parameters parameters) {
    this.golden = golden;
    this.parameters = parameters;
    genes = golden.size("genes");
    EncoderDecoder spec = spec(golden);
    live = (LiveEncoderDecoder) spec.build(genes, parameters);
    encoder = live.encoder();
    BuildContext context = new BuildContext(spec.sizes(genes), parameters, new Weights.FanIn());
    head =
        Config.bind(YamlReader.read("{type: mlp, hidden: 0}", "head"), TokenDecoderSpec.class)
            .build(context.in("head"), 1);
    names = names();
    names.idle("model.gene-encoder.weight").idle("model.value-encoder.kinds.weight").load();
    put("model.gene-encoder.weight", "pos_emb.weight", geneRows());
    put("model.value-encoder.kinds.weight", "token_emb.emb_mask.weight", mask());
    put("model.value-encoder.kinds.weight", "token_emb.emb_pad.weight", pad());
  }

  private static EncoderDecoder spec(GoldenCase golden) {
    String yaml =
        String.format(
            Locale.ROOT,
            """
            encoder:
              width: %d
              layers: %d
              heads: %d
              value-encoder: {type: auto-bins, bins: %d, residual: %s}
              backbone: {type: transformer, norm: post, activation: relu, last-norm: true}
              pooling: four-part
            decoder:
              width: %d
              layers: %d
              heads: %d
              genes-again: true
              last-norm: true
              backbone: {type: performer, head-width: %d, as-published: true}
            """,
            golden.size("enc_dim"),
            golden.size("enc_depth"),
            golden.size("enc_heads"),
            golden.size("bin_num"),
            golden.hyper("bin_alpha").asDouble(),
            golden.size("dec_dim"),
            golden.size("dec_depth"),
            golden.size("dec_heads"),
            golden.size("dec_dim_head"));
    return Config.bind(YamlReader.read(yaml, "scfoundation"), EncoderDecoder.class);
  }

  private GoldenNames names() {
    GoldenNames all =
        new GoldenNames(golden, parameters)
            .layer("model.value-encoder.first", "token_emb.mlp")
            .layer("model.value-encoder.second", "token_emb.mlp2")
            .layer("model.value-encoder.bins", "token_emb.emb")
            .layer("model.backbone.norm", "encoder.norm")
            .layer("model.decoder.in", "decoder_embed")
            .layer("model.decoder.backbone.norm", "decoder.norm")
            .layer("model.decoder.norm", "norm")
            .layer("head.out", "to_final");
    for (int layer = 0; layer < golden.size("enc_depth"); layer++) {
      encoderBlock(all, "model.backbone.layers." + layer, "encoder.transformer_encoder." + layer);
    }
    for (int layer = 0; layer < golden.size("dec_depth"); layer++) {
      decoderBlock(
          all, "model.decoder.backbone.layers." + layer, "decoder.performer.net.layers." + layer);
    }
    return all;
  }

  private static void encoderBlock(GoldenNames all, String ours, String theirs) {
    for (String end : new String[] {"weight", "bias"}) {
      all.pair(ours + ".attention.qkv." + end, theirs + ".self_attn.in_proj_" + end);
    }
    all.layer(ours + ".attention.out", theirs + ".self_attn.out_proj")
        .layer(ours + ".attention-norm", theirs + ".norm1")
        .layer(ours + ".up", theirs + ".linear1")
        .layer(ours + ".down", theirs + ".linear2")
        .layer(ours + ".feed-forward-norm", theirs + ".norm2");
  }

  private static void decoderBlock(GoldenNames all, String ours, String theirs) {
    String attention = theirs + ".0.fn.";
    all.pair(ours + ".attention.projection", attention + "fast_attention.projection_matrix")
        .layer(ours + ".attention.qkv", attention + "to_q", attention + "to_k", attention + "to_v")
        .layer(ours + ".attention.out", attention + "to_out")
        .layer(ours + ".attention-norm", theirs + ".0.norm")
        .layer(ours + ".up", theirs + ".1.fn.fn.w1")
        .layer(ours + ".down", theirs + ".1.fn.fn.w2")
        .layer(ours + ".feed-forward-norm", theirs + ".1.norm");
  }

  /** Of each row of the reference's positions, genes then T then S then padding, ours. */
  private long[] geneRows() {
    long[] rows = IntStream.range(0, genes + 3).asLongStream().toArray();
    rows[genes] = special(TokenKind.DEPTH_TARGET);
    rows[genes + 1] = special(TokenKind.DEPTH_SOURCE);
    rows[genes + 2] = special(TokenKind.PAD);
    return rows;
  }

  private long[] mask() {
    return new long[] {TokenKind.MASK.ordinal()};
  }

  private long[] pad() {
    return new long[] {TokenKind.PAD.ordinal()};
  }

  private int special(TokenKind kind) {
    return TokenBatch.special(genes, kind);
  }

  private void put(String ours, String theirs, long[] rows) {
    Tensor table = parameters.get(ours);
    Tensor filled =
        table.copy().indexCopyInPlace(0, Tensors.of(rows, rows.length), golden.weight(theirs));
    GoldenCase.put(parameters, ours, filled);
  }

  private void rowGradients(String ours, String theirs, long[] rows, Tolerance tolerance) {
    Tensor expected = golden.tensor("out.grad." + theirs);
    Tensor found = parameters.get(ours).gradient().orElseThrow();
    GoldenCase.check(
        found.indexSelect(0, Tensors.of(rows, rows.length)), expected, theirs, tolerance);
  }

  /** All gradients that the case holds, and none of padding. */
  void checkGradients(Tolerance tolerance) {
    Set<String> rows =
        Set.of("pos_emb.weight", "token_emb.emb_mask.weight", "token_emb.emb_pad.weight");
    names.checkGradients("out.grad.", tolerance, rows);
    long[] genesAndDepths = geneRows();
    Tensor padding = golden.tensor("out.grad.pos_emb.weight").narrow(0, genes + 2, 1);
    GoldenCase.check(padding, padding.multiply(0), "padding", Tolerance.absolute(0));
    rowGradients("model.gene-encoder.weight", "pos_emb.weight", genesAndDepths, tolerance);
    String kinds = "model.value-encoder.kinds.weight";
    if (golden.has("out.grad.token_emb.emb_mask.weight")) {
      rowGradients(kinds, "token_emb.emb_mask.weight", mask(), tolerance);
    }
    if (golden.has("out.grad.token_emb.emb_pad.weight")) {
      rowGradients(kinds, "token_emb.emb_pad.weight", pad(), tolerance);
    }
  }

  LiveEncoderDecoder live() {
    return live;
  }

  LiveTokenModel encoder() {
    return encoder;
  }

  Layer head() {
    return head;
  }

  /** All genes in order, then T, then S; zeros are measured zeros. */
  TokenBatch batch(Tensor prepared, Optional<Tensor> hidden) {
    float[] values = prepared.toFloats();
    int cells = (int) prepared.size(0);
    int tokens = (int) prepared.size(1);
    int[] ids = new int[values.length];
    byte[] kinds = new byte[values.length];
    int[] masked = hidden.map(Tensor::toInts).orElse(new int[values.length]);
    for (int at = 0; at < values.length; at++) {
      TokenKind kind = kind(at % tokens, values[at], masked[at] == 1);
      boolean depth = at % tokens >= genes;
      kinds[at] = kind.code();
      ids[at] = depth ? special(kind) : at % tokens;
      values[at] = kind == TokenKind.MASK ? 0 : values[at];
    }
    int[] lengths = new int[cells];
    java.util.Arrays.fill(lengths, tokens);
    return new TokenBatch(
        cells,
        tokens,
        ids,
        values,
        values,
        kinds,
        lengths,
        new int[cells],
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private TokenKind kind(int place, float value, boolean masked) {
    if (place >= genes) {
      return place == genes ? TokenKind.DEPTH_TARGET : TokenKind.DEPTH_SOURCE;
    }
    return masked ? TokenKind.MASK : value > 0 ? TokenKind.VALUE : TokenKind.ZERO;
  }
}

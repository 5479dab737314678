package org.polysome.model;

import static org.polysome.GoldenCase.put;

import java.util.Map;
import java.util.Optional;
import org.polysome.GoldenCase;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * How a token starts in the cases {@code scgpt-embed-*}: our encoders with the weights of the
 * reference. Its cls and padding tokens are rows of its vocabulary and stay so here; batch norm and
 * labels come after.
 */
public final class ScgptEmbedding {

  private final GoldenCase golden;
  private final TokenEmbedding embedding;

  /** Builds the encoders of a case in a store, with the weights of the case. */
  public ScgptEmbedding(GoldenCase golden, Parameters parameters) {
    this.golden = golden;
    TokenModel spec = spec(golden);
    BuildContext context =
        new BuildContext(spec.sizes(golden.size("vocab")), parameters, spec.weights());
    embedding = new TokenEmbedding(spec, context);
    weights(parameters);
  }

  /** The model of a case, as far as its encoders go. */
  public static TokenModel spec(GoldenCase golden) {
    String encoders =
        switch (golden.hyper("input_emb_style").asString()) {
          case "continuous" ->
              "value-encoder: {type: mlp, hidden: %d, clamp: 512, layer-norm: true, others: number}"
                  .formatted(golden.size("d_model"));
          case "scaling" -> "value-encoder: {type: scalar, others: number}, combination: scale";
          case "category" ->
              "value-encoder: {type: hard-bins, bins: %d, edges: whole-numbers, layer-norm: true}"
                  .formatted(golden.size("n_bins") - 1);
          default -> throw new IllegalArgumentException(golden.name());
        };
    String yaml =
        "{width: %d, layers: 1, heads: 1, gene-encoder: {type: learned, layer-norm: true}, %s}"
            .formatted(golden.size("d_model"), encoders);
    return Config.bind(YamlReader.read(yaml, "golden"), TokenModel.class);
  }

  private void weights(Parameters parameters) {
    Tensor genes = golden.weight("encoder.embedding.weight");
    parameters.get("gene-encoder.weight").detach().narrow(0, 0, genes.size(0)).copyInPlace(genes);
    norm(parameters, "gene-encoder.norm.", "encoder.enc_norm.");
    if (golden.weightNames().contains("value_encoder.linear1.weight")) {
      for (String kind : new String[] {"weight", "bias"}) {
        put(
            parameters,
            "value-encoder.first." + kind,
            golden.weight("value_encoder.linear1." + kind));
        put(
            parameters,
            "value-encoder.second." + kind,
            golden.weight("value_encoder.linear2." + kind));
      }
      norm(parameters, "value-encoder.norm.", "value_encoder.norm.");
    }
    if (golden.weightNames().contains("value_encoder.embedding.weight")) {
      bins(parameters, golden.weight("value_encoder.embedding.weight"));
      norm(parameters, "value-encoder.norm.", "value_encoder.enc_norm.");
    }
  }

  private void norm(Parameters parameters, String ours, String theirs) {
    put(parameters, ours + "weight", golden.weight(theirs + "weight"));
    put(parameters, ours + "bias", golden.weight(theirs + "bias"));
  }

  /** Its table holds the bins, then padding, then what is hidden; its cls token has bin 0. */
  private void bins(Parameters parameters, Tensor table) {
    int bins = golden.size("n_bins");
    put(parameters, "value-encoder.bins.weight", table.narrow(0, 0, bins));
    Tensor kinds = parameters.get("value-encoder.kinds.weight").detach();
    kinds.select(0, TokenKind.PAD.ordinal()).copyInPlace(table.select(0, bins));
    kinds.select(0, TokenKind.MASK.ordinal()).copyInPlace(table.select(0, bins + 1));
    kinds.select(0, TokenKind.CLS.ordinal()).copyInPlace(table.select(0, 0));
  }

  /** The tokens of the case. */
  public ModelBatch batch() {
    Tensor present = golden.tensor("in.key_padding_mask").equalTo(0);
    Tensor values = golden.floats("in.values");
    Tensor genes = golden.tensor("in.gene_ids");
    Tensor mask = values.equalTo(golden.hyper("mask_value").asDouble());
    Tensor kinds = Tensors.where(mask, code(TokenKind.MASK), code(TokenKind.VALUE));
    Tensor cls = Tensors.where(genes.equalTo(golden.size("cls_id")), code(TokenKind.CLS), kinds);
    int[] codes = Tensors.where(present, cls, code(TokenKind.PAD)).toInts();
    byte[] bytes = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      bytes[i] = (byte) codes[i];
    }
    int cells = (int) genes.size(0);
    TokenBatch batch =
        new TokenBatch(
            cells,
            (int) genes.size(1),
            genes.to(ElementType.INT32).toInts(),
            values.toFloats(),
            values.toFloats(),
            bytes,
            present.to(ElementType.INT32).sum(1).to(ElementType.INT32).toInts(),
            new int[cells],
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of("batch", golden.tensor("in.batch_labels").to(ElementType.INT32).toInts()));
    return ModelBatch.of(batch, Device.CPU);
  }

  private static Tensor code(TokenKind kind) {
    return Tensors.full(kind.code(), ElementType.INT32, Device.CPU, 1);
  }

  /** The vectors of genes (cells, tokens, width). */
  public Tensor genes(ModelBatch batch) {
    return embedding.forward(batch, Mode.EVALUATION).genes();
  }

  /** What the backbone reads (cells, tokens, width). */
  public Tensor tokens(ModelBatch batch) {
    return embedding.forward(batch, Mode.EVALUATION).tokens();
  }
}

package org.polysome.objective;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.model.CellModel;
import org.polysome.model.ModelInputs;
import org.polysome.model.ModelSpec;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** scGPT as a golden case has it, in our components, with its weights and its batch. */
final class ScgptModel implements AutoCloseable {

  static final String BATCH = "batch";
  static final String TYPE = "celltype";

  final Parameters parameters = new Parameters(Device.CPU, 1);
  final CellModel model;
  final Map<String, Objective> objectives = new HashMap<>();
  final TokenBatch batch;
  final TokenBatch everywhere;
  private final GoldenCase golden;

  ScgptModel(GoldenCase golden) {
    this.golden = golden;
    int genes = golden.size("vocab");
    int domains = golden.size("num_batch_labels");
    ModelSpec spec = Config.bind(YamlReader.read(model(), "scgpt"), ModelSpec.class);
    model = spec.build(new ModelInputs(genes, Map.of(BATCH, domains)), parameters);
    ObjectiveContext context =
        new ObjectiveContext(
            new BuildContext(spec.sizes(genes), parameters, new Weights.FanIn()),
            MeasuredGenes.everything(1, genes),
            Map.of(BATCH, labels(domains), TYPE, labels(golden.size("n_cls"))),
            spec.embeddingWidth(),
            spec.labelWidth());
    for (String text : objectives()) {
      ObjectiveSpec objective =
          Config.bind(YamlReader.read(text, "objective"), ObjectiveSpec.class);
      objectives.put(objective.name(), objective.build(context.named(objective.name())));
    }
    batch = batch(false);
    everywhere = batch(true);
    new ScgptWeights(golden, parameters).load();
  }

  private boolean on(String key) {
    return golden.hyper(key).asBoolean();
  }

  private boolean category() {
    return golden.hyper("input_emb_style").asString().equals("category");
  }

  private String model() {
    double ratio = golden.size("d_hid") / (double) golden.size("d_model");
    return String.format(
        Locale.ROOT,
        """
        type: token-model
        width: %d
        layers: %d
        heads: %d
        gene-encoder: {type: learned, layer-norm: true}
        value-encoder: %s
        combination: %s
        embedding-norm: %s
        backbone: {type: transformer, norm: post, activation: relu, feed-forward-ratio: %s}
        pooling: %s
        label-encoder: %s
        """,
        golden.size("d_model"),
        golden.size("nlayers"),
        golden.size("nhead"),
        values(),
        golden.hyper("input_emb_style").asString().equals("scaling") ? "scale" : "sum",
        norm(),
        ratio,
        pooling(),
        on("use_batch_labels") ? "{type: learned, column: " + BATCH + "}" : "none");
  }

  private String values() {
    String others = "others: {type: number, mask: " + golden.hyper("mask_value").asDouble() + "}";
    return switch (golden.hyper("input_emb_style").asString()) {
      case "category" ->
          "{type: hard-bins, bins: %d, edges: whole-numbers, input: normalised, layer-norm: true}"
              .formatted(golden.size("n_bins") - 1);
      case "scaling" -> "{type: scalar, " + others + "}";
      default ->
          "{type: mlp, hidden: %d, clamp: 512, layer-norm: true, %s}"
              .formatted(golden.size("d_model"), others);
    };
  }

  private String norm() {
    return golden.hyper("dsbn").asString().equals("dsbn")
        ? "{type: domain-batch-norm, column: " + BATCH + "}"
        : "none";
  }

  private String pooling() {
    return switch (golden.hyper("cell_emb_style").asString()) {
      case "avg-pool" -> "{type: mean, as-published: true}";
      case "w-pool" ->
          "{type: weighted, as-published: true, padding-value: %s, hidden-value: %s}"
              .formatted(
                  golden.hyper("pad_value").asDouble(), golden.hyper("mask_value").asDouble());
      default -> "cls";
    };
  }

  private List<String> objectives() {
    String loss =
        on("explicit_zero_prob") ? "{type: zero-inflated, zeros: true, as-published: true}" : "mse";
    String style = golden.hyper("mvc_style").asString();
    String query =
        style.startsWith("concat") ? "concat" : style.startsWith("sum") ? "sum" : "inner-product";
    List<String> objectives = new ArrayList<>();
    objectives.add(
        "{type: masked-values, decoder: {type: mlp, separate: true}, loss: " + loss + "}");
    objectives.add(
        "{type: cell-to-gene-values, query: %s, detach: %s, loss: %s}"
            .formatted(query, style.contains("detach"), loss));
    objectives.add(
        "{type: label, column: %s, decoder: {type: normed-mlp, hidden: %d}}"
            .formatted(TYPE, golden.size("nlayers_cls") - 1));
    objectives.add(
        "{type: elastic-cell-similarity, threshold: %s, as-published: true}"
            .formatted(golden.hyper("ecs_threshold").asDouble()));
    if (golden.has("out.loss_cce")) {
      objectives.add("{type: contrastive, weight: 10}");
    }
    if (on("do_dab")) {
      objectives.add(
          "{type: label, column: %s, reverse-gradient: 1,".formatted(BATCH)
              + " decoder: {type: normed-mlp, activation: leaky-relu}}");
    }
    return objectives;
  }

  private static LabelDictionary labels(int count) {
    return LabelDictionary.of(
        IntStream.range(0, count).mapToObj(Integer::toString).toList(), List.of());
  }

  /**
   * The cells of the case.
   *
   * @param all whether every token is asked for, and not only the hidden ones
   */
  private TokenBatch batch(boolean all) {
    int cells = golden.size("batch");
    int tokens = golden.size("seq");
    float[] shown = golden.floats("in.values").toFloats();
    float[] truths = golden.floats("in.target_values").toFloats();
    byte[] padding = golden.tensor("in.key_padding_mask").toBytes();
    int[] genes = golden.tensor("in.gene_ids").toInts();
    float mask = (float) golden.hyper("mask_value").asDouble();
    float[] values = new float[shown.length];
    byte[] kinds = new byte[shown.length];
    int[] lengths = new int[cells];
    List<Integer> asked = new ArrayList<>();
    for (int at = 0; at < shown.length; at++) {
      boolean hidden = shown[at] == mask && padding[at] == 0;
      TokenKind kind = kind(genes[at], shown[at], hidden, padding[at] == 1);
      kinds[at] = kind.code();
      values[at] = kind == TokenKind.VALUE ? shown[at] : 0;
      lengths[at / tokens] += kind == TokenKind.PAD ? 0 : 1;
      if (hidden || all && kind != TokenKind.PAD) {
        asked.add(at);
      }
    }
    int[] positions = asked.stream().mapToInt(Integer::intValue).toArray();
    float[] held = new float[positions.length];
    for (int row = 0; row < held.length; row++) {
      held[row] = truths[positions[row]];
    }
    int[] heldGenes = IntStream.of(positions).map(at -> genes[at]).toArray();
    Map<String, int[]> labels =
        Map.of(
            BATCH,
            golden.tensor("in.batch_labels").toInts(),
            TYPE,
            golden.tensor("in.celltype_labels").toInts());
    return new TokenBatch(
        cells,
        tokens,
        genes,
        values,
        values,
        kinds,
        lengths,
        new int[cells],
        Map.of(),
        Optional.of(new TokenBatch.Masked(positions, heldGenes, held, held)),
        Optional.empty(),
        labels);
  }

  private TokenKind kind(int gene, float value, boolean hidden, boolean padding) {
    if (padding) {
      return TokenKind.PAD;
    }
    if (gene == golden.size("cls_id")) {
      return TokenKind.CLS;
    }
    return hidden ? TokenKind.MASK : value == 0 ? TokenKind.ZERO : TokenKind.VALUE;
  }

  boolean paddingIsKnown() {
    return category();
  }

  @Override
  public void close() {
    parameters.close();
  }
}

package org.polysome.backbone;

import static org.polysome.GoldenCase.put;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.polysome.GoldenCase;
import org.polysome.decoder.Mlp;
import org.polysome.encoder.value.Input;
import org.polysome.encoder.value.TokenValues;
import org.polysome.encoder.value.ValueEncoder;
import org.polysome.encoder.value.Zero;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Embedding;
import org.polysome.nn.Layer;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** A model of a longtail case, made of our components under the case's sizes. */
final class LongtailModel {

  static final String TABLE = "genes.weight";

  private static final int LARGEST_VALUE = 512;

  private final GoldenCase golden;
  private final LongtailStructure structure;
  private final BackboneSpec spec;
  private final Parameters parameters = new Parameters(Device.CPU, 1);
  private final Embedding table;
  private final Optional<Linear> reduce;
  private final ValueEncoder valueEncoder;
  private final Backbone backbone;
  private final Layer decoder;
  private final Layer query;

  LongtailModel(GoldenCase golden) {
    this.golden = golden;
    structure = LongtailStructure.of(golden);
    spec = structure.spec(golden);
    int width = golden.size("d");
    long[] rows = golden.weight("embedding.weight").shape();
    BuildContext context =
        new BuildContext(
            new Dimensions((int) rows[0], width, golden.size("layers"), structure.heads(golden)),
            parameters,
            new Weights.FanIn());
    table = new Embedding(context.in("genes"), (int) rows[0], (int) rows[1]);
    // The reference reduces only where its table is of another width.
    reduce =
        golden.weightNames().contains("emb_trans.weight")
            ? Optional.of(Linear.of(context.in("reduce"), (int) rows[1], width))
            : Optional.empty();
    valueEncoder =
        new org.polysome.encoder.value.Mlp(
                width, Activation.RELU, false, Input.NORMALISED, Zero.NUMBER)
            .build(context.in("values"));
    backbone = spec.build(context.in("backbone"));
    decoder = new Mlp(2, Activation.LEAKY_RELU).build(context.in("decoder"), 1);
    query = new Mlp(2, Activation.LEAKY_RELU).build(context.in("query"), width);
  }

  BackboneSpec spec() {
    return spec;
  }

  LongtailStructure structure() {
    return structure;
  }

  Parameters parameters() {
    return parameters;
  }

  Tensor genes() {
    Tensor rows = table.forward(golden.tensor("in.ids"));
    return reduce.map(layer -> layer.forward(rows)).orElse(rows);
  }

  Sequence sequence(Tensor genes) {
    Tensor kinds = kinds();
    return new Sequence(
        genes.add(values(golden.tensor("in.values"))),
        golden.tensor("in.ids"),
        kinds,
        Optional.of(kinds.equalTo(TokenKind.PAD.code()).not()));
  }

  /** The vectors of numbers, cut down to the largest that the reference encodes. */
  Tensor values(Tensor numbers) {
    Tensor values = numbers.clamp(-LARGEST_VALUE, LARGEST_VALUE);
    Tensor kinds =
        Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, values.shape());
    return valueEncoder.forward(new TokenValues(values, values, kinds), Mode.EVALUATION);
  }

  /** 1 where there is a token and 0 where there is padding, (cells, tokens). */
  Tensor share(Sequence sequence) {
    return sequence.present().orElseThrow().to(ElementType.FLOAT32);
  }

  /** The first token is cls; {@code lens} tokens follow; the rest is padding. */
  private Tensor kinds() {
    Tensor ids = golden.tensor("in.ids");
    int tokens = (int) ids.size(1);
    int[] kinds = new int[(int) ids.elements()];
    for (int i = 0; i < kinds.length; i++) {
      int token = i % tokens;
      boolean there = token <= golden.hyper("lens").get(i / tokens).asInt();
      kinds[i] = (token == 0 ? TokenKind.CLS : there ? TokenKind.VALUE : TokenKind.PAD).code();
    }
    return Tensors.of(kinds, ids.shape());
  }

  /** The row of the gene table that stands for padding, if the case has any. */
  Optional<Long> padding() {
    Tensor padded = kinds().equalTo(TokenKind.PAD.code());
    long[] ids = golden.tensor("in.ids").maskedSelect(padded).toLongs();
    return ids.length == 0 ? Optional.empty() : Optional.of(ids[0]);
  }

  Tensor forward(Sequence sequence, Mode mode) {
    return backbone.forward(sequence, mode);
  }

  /** The states after each block. */
  List<Tensor> states(Sequence sequence, Mode mode) {
    return ((Blocks) backbone).states(sequence, mode);
  }

  /** What a mixer with the numbers of the first block makes of an input. */
  Tensor firstMixer(Tensor input) {
    try (Parameters alone = new Parameters(Device.CPU, 1)) {
      Dimensions sizes = new Dimensions(1, golden.size("d"), 1, 1);
      MambaMixer mixer =
          new MambaMixer(new BuildContext(sizes, alone, new Weights.FanIn()), (Mamba) spec);
      String first = "backbone.layers.0.mixer.";
      alone.trained().keySet().forEach(name -> put(alone, name, parameters.get(first + name)));
      return mixer.forward(input);
    }
  }

  Tensor decoded(Tensor states) {
    return decoder.forward(states, Mode.EVALUATION).squeeze(2);
  }

  Tensor queried(Tensor genes, Tensor cells) {
    return query.forward(genes, Mode.EVALUATION).matmul(cells.unsqueeze(2)).squeeze(2);
  }

  /** Mean squared error over the positions whose input value is the mask. */
  Tensor error(Tensor predicted) {
    Tensor mask = golden.tensor("in.values").equalTo(-1).to(ElementType.FLOAT32);
    Tensor errors = predicted.subtract(golden.tensor("in.targets")).square().multiply(mask);
    return errors.sum().divide(mask.sum());
  }

  void load() {
    mapped((ours, theirs) -> put(parameters, ours, golden.weight(theirs)));
    buffers().forEach((ours, theirs) -> put(parameters, ours, golden.weight(theirs)));
  }

  /** Our names of trained numbers with the reference's. */
  void mapped(BiConsumer<String, String> pair) {
    pair.accept(TABLE, "embedding.weight");
    for (String kind : new String[] {"weight", "bias"}) {
      reduce.ifPresent(layer -> pair.accept("reduce." + kind, "emb_trans." + kind));
      pair.accept("values.first." + kind, "value_encoder.0." + kind);
      pair.accept("values.second." + kind, "value_encoder.2." + kind);
      head(pair, "decoder", "decoder", kind);
      head(pair, "query", "gene2query", kind);
    }
    backboneNames(false).forEach(pair);
  }

  Map<String, String> buffers() {
    return backboneNames(true);
  }

  private static void head(
      BiConsumer<String, String> pair, String ours, String theirs, String kind) {
    pair.accept(ours + ".hidden.0." + kind, theirs + ".0." + kind);
    pair.accept(ours + ".hidden.1." + kind, theirs + ".2." + kind);
    pair.accept(ours + ".out." + kind, theirs + ".4." + kind);
  }

  private Map<String, String> backboneNames(boolean buffers) {
    Map<String, String> names = new LinkedHashMap<>();
    Parameters ours = parameters.in("backbone");
    (buffers ? ours.buffers() : ours.trained())
        .keySet()
        .forEach(name -> names.put(name, "encoder." + structure.theirs(name.substring(9))));
    return names;
  }
}

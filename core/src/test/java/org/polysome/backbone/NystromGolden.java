package org.polysome.backbone;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.GoldenNames;
import org.polysome.Tolerance;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Embedding;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Mode;
import org.polysome.nn.NystromParts;
import org.polysome.nn.PseudoInverse;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** The Nystromformer of BMFM-RNA, by each inverse, and that of an independent library. */
public final class NystromGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(5e-5);
  private static final Tolerance OTHER_INVERSES = Tolerance.absolute(2e-4);
  private static final Tolerance BACKWARD = Tolerance.ofLargest(1e-3);
  private static final String WORDS = "embeddings.word_embeddings.weight";
  private static final double EPSILON = 1e-5;
  private static final int FIRST_POSITION = 2;
  private static final int ITERATIONS = 6;

  @Override
  public void check(GoldenCase golden) {
    if (golden.has("in.hidden")) {
      for (PseudoInverse inverse : PseudoInverse.values()) {
        bmfm(golden, inverse);
      }
    } else {
      library(golden);
    }
  }

  private static void bmfm(GoldenCase golden, PseudoInverse inverse) {
    String method = inverse.name().toLowerCase(Locale.ROOT);
    if (!golden.has("out." + method + ".layer0")) {
      return;
    }
    Tolerance tolerance = inverse == PseudoInverse.ORIGINAL ? FORWARD : OTHER_INVERSES;
    NystromParts.check(golden, inverse, method, tolerance);
    Tensor hidden = golden.tensor("in.hidden").copy().requiresGradient(true);
    Tensor mask = golden.tensor("in.mask");
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      BuildContext context = context(golden, 1, parameters);
      String activation = golden.hyper("act").asString();
      Blocks backbone =
          (Blocks)
              spec(golden, method, golden.size("n_iter"), activation).build(context.in("backbone"));
      GoldenNames names = names(golden, parameters, "");
      names.load();
      List<Tensor> states = backbone.states(sequence(hidden, mask), Mode.EVALUATION);
      for (int layer = 0; layer < states.size(); layer++) {
        golden.check(states.get(layer), "out." + method + ".layer" + layer, tolerance);
      }
      String prefix = "out." + method + ".grad.";
      if (golden.has(prefix + "hidden")) {
        backward(golden, states.getLast(), mask);
        golden.check(hidden.gradient().orElseThrow(), prefix + "hidden", BACKWARD);
        names.checkGradients(prefix, BACKWARD, Set.of("hidden"));
      }
    }
  }

  private static void library(GoldenCase golden) {
    Tensor ids = golden.tensor("in.input_ids");
    Tensor mask = golden.tensor("in.attention_mask");
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      BuildContext context = context(golden, golden.size("vocab"), parameters);
      Embedding words = embedding(golden, context, "word");
      Embedding types = embedding(golden, context, "token_type");
      Embedding positions = embedding(golden, context, "position");
      LayerNorm norm = new LayerNorm(context.in("norm"), context.width(), EPSILON);
      Blocks backbone =
          (Blocks) spec(golden, "original", ITERATIONS, "gelu_new").build(context.in("backbone"));
      GoldenNames names =
          names(golden, parameters, "encoder.").layer("norm", "embeddings.LayerNorm");
      for (String table : new String[] {"word", "token_type", "position"}) {
        names.layer(table, "embeddings." + table + "_embeddings");
      }
      names.load();
      Tensor places = Tensors.range(ids.size(1), Device.CPU).add(FIRST_POSITION);
      Tensor sum =
          words.forward(ids).add(types.forward(ids.multiply(0L))).add(positions.forward(places));
      Tensor embedded = norm.forward(sum);
      Tensor whole = Tensors.full(1, ElementType.INT64, Device.CPU, mask.shape());
      golden.check(
          backbone.forward(sequence(embedded, whole), Mode.EVALUATION),
          "out.no_mask.last_hidden_state",
          FORWARD);
      List<Tensor> states = backbone.states(sequence(embedded, mask), Mode.EVALUATION);
      for (int layer = 0; layer < states.size(); layer++) {
        golden.check(states.get(layer), "out.layer" + layer, FORWARD);
      }
      golden.check(states.getLast(), "out.last_hidden_state", FORWARD);
      backward(golden, states.getLast(), mask);
      words(golden, parameters, ids.maskedSelect(mask.equalTo(0)));
      names.checkGradients("out.grad.", BACKWARD, Set.of(WORDS));
    }
  }

  /** The reference keeps the row of padding without a gradient; ours has no such row. */
  private static void words(GoldenCase golden, Parameters parameters, Tensor padding) {
    Tensor found = parameters.get("word.weight").gradient().orElseThrow();
    Tensor rows = Tensors.range(found.size(0), Device.CPU).unsqueeze(1);
    Tensor idle = padding.elements() == 0 ? rows.lessThan(0) : rows.equalTo(padding.max());
    Tensor expected = golden.tensor("out.grad." + WORDS).maskedFill(idle, 0);
    GoldenCase.check(found.maskedFill(idle, 0), expected, WORDS, BACKWARD);
  }

  private static Embedding embedding(GoldenCase golden, BuildContext context, String name) {
    Tensor table = golden.weight("embeddings." + name + "_embeddings.weight");
    return new Embedding(context.in(name), (int) table.size(0), (int) table.size(1));
  }

  private static BuildContext context(GoldenCase golden, int vocabulary, Parameters parameters) {
    Dimensions sizes =
        new Dimensions(vocabulary, golden.size("d"), golden.size("layers"), golden.size("heads"));
    return new BuildContext(sizes, parameters, new Weights.FanIn());
  }

  private static Sequence sequence(Tensor hidden, Tensor mask) {
    Tensor kinds =
        Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, mask.shape());
    return new Sequence(hidden, kinds, kinds, Optional.of(mask.equalTo(1)));
  }

  private static void backward(GoldenCase golden, Tensor last, Tensor mask) {
    Tensor share = mask.to(ElementType.FLOAT32).unsqueeze(2);
    last.multiply(golden.tensor("in.out_weight").multiply(share)).sum().backward();
  }

  private static BackboneSpec spec(
      GoldenCase golden, String method, int iterations, String activation) {
    return BackboneContract.read(
        String.format(
            Locale.ROOT,
            "{type: nystromformer, landmarks: %d, convolution: %d, iterations: %d, inverse: %s,"
                + " activation: %s, feed-forward-ratio: %s, as-published: true}",
            golden.size("landmarks"),
            golden.size("conv"),
            iterations,
            method,
            activation.equals("gelu_new") ? "gelu-tanh" : activation,
            golden.size("ff") / (double) golden.size("d")));
  }

  private static GoldenNames names(GoldenCase golden, Parameters parameters, String prefix) {
    GoldenNames names = new GoldenNames(golden, parameters);
    for (int layer = 0; layer < golden.size("layers"); layer++) {
      String ours = "backbone.layers." + layer + ".";
      String theirs = prefix + "layer." + layer + ".";
      String self = theirs + "attention.self.";
      names
          .layer(ours + "attention.qkv", self + "query", self + "key", self + "value")
          .pair(ours + "attention.convolution.weight", self + "conv.weight")
          .layer(ours + "attention.out", theirs + "attention.output.dense")
          .layer(ours + "attention-norm", theirs + "attention.output.LayerNorm")
          .layer(ours + "up", theirs + "intermediate.dense")
          .layer(ours + "down", theirs + "output.dense")
          .layer(ours + "feed-forward-norm", theirs + "output.LayerNorm");
    }
    return names;
  }
}

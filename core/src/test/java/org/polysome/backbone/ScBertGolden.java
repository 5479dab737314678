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
import org.polysome.nn.Kernel;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Linear;
import org.polysome.nn.LinearAttention;
import org.polysome.nn.Mode;
import org.polysome.nn.RowNorm;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * scBERT whole, as published: logits of the masked classes, fine-tuning head, attention of the
 * first cell, with the gradients of both losses. The reference trains norm, second to last block
 * and head in fine-tuning; ours has the gradients of all.
 */
public final class ScBertGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(3e-5).andRelative(1e-4);
  private static final Tolerance BACKWARD = Tolerance.ofLargest(5e-5).andRelative(1e-3);
  private static final double EPSILON = 1e-5;
  private static final double KERNEL_EPSILON = 1e-4;
  private static final String HEAD = "to_out.";

  @Override
  public void check(GoldenCase golden) {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      Model model = new Model(golden, parameters);
      model.masked();
      model.fineTuned();
      attention(golden, model);
    }
  }

  private static final class Model {

    private final GoldenCase golden;
    private final Parameters parameters;
    private final GoldenNames names;
    private final Embedding classes;
    private final Blocks backbone;
    private final Linear logits;
    private final Linear place;
    private final List<Linear> head;
    private final Tensor ids;

    Model(GoldenCase golden, Parameters parameters) {
      this.golden = golden;
      this.parameters = parameters;
      ids = golden.tensor("in.ids");
      Tensor table = golden.weight("token_emb.weight");
      int width = golden.size("dim");
      Dimensions sizes =
          new Dimensions(golden.size("genes"), width, golden.size("depth"), golden.size("heads"));
      BuildContext context = new BuildContext(sizes, parameters, new Weights.FanIn());
      classes = new Embedding(context.in("classes"), (int) table.size(0), width);
      backbone = (Blocks) spec(golden).build(context.in("backbone"));
      logits = Linear.of(context.in("logits"), width, (int) table.size(0));
      place = Linear.of(context.in("place"), width, 1);
      head =
          List.of(
              Linear.of(context.in("fc1"), (int) ids.size(1), golden.size("head_hidden")),
              Linear.of(context.in("fc2"), golden.size("head_hidden"), golden.size("h_dim")),
              Linear.of(context.in("fc3"), golden.size("h_dim"), golden.size("classes")));
      names = names(sizes.layers());
      names.load();
    }

    private static BackboneSpec spec(GoldenCase golden) {
      return BackboneContract.read(
          String.format(
              Locale.ROOT,
              "{type: performer, head-width: %d, features: %d, qkv-bias: false, kernel-epsilon: %s,"
                  + " as-published: true}",
              golden.size("dim_head"),
              features(golden),
              KERNEL_EPSILON));
    }

    private GoldenNames names(int layers) {
      GoldenNames all =
          new GoldenNames(golden, parameters)
              .layer("classes", "token_emb")
              .layer("backbone.norm", "norm")
              .pair("logits.weight", HEAD + "weight")
              .pair("logits.bias", HEAD + "bias")
              .layer("place", HEAD + "conv1");
      for (int layer = 1; layer <= head.size(); layer++) {
        all.layer("fc" + layer, HEAD + "fc" + layer);
      }
      for (int layer = 0; layer < layers; layer++) {
        String theirs = theirs(layer);
        block(all, "backbone.layers." + layer + ".", theirs)
            .layer("backbone.layers." + layer + ".up", theirs + "1.fn.fn.w1")
            .layer("backbone.layers." + layer + ".down", theirs + "1.fn.fn.w2")
            .layer("backbone.layers." + layer + ".feed-forward-norm", theirs + "1.norm");
      }
      return all;
    }

    /** Classes and the fixed vectors of positions. */
    private Tensor embedded() {
      return classes.forward(ids).add(golden.weight("pos_emb.emb.weight").unsqueeze(0));
    }

    private Sequence sequence(Tensor embedded, Optional<Tensor> present) {
      Tensor kinds =
          Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, ids.shape());
      return new Sequence(embedded, ids, kinds, present);
    }

    void masked() {
      Tensor embedded = embedded();
      golden.check(embedded, "out.emb", FORWARD);
      Sequence sequence = sequence(embedded, Optional.empty());
      golden.check(backbone.states(sequence, Mode.EVALUATION).getFirst(), "out.block0", FORWARD);
      Tensor encodings = backbone.forward(sequence, Mode.EVALUATION);
      golden.check(encodings, "out.encodings", FORWARD);
      Tensor scores = logits.forward(encodings);
      golden.check(scores, "out.logits", FORWARD);
      Sequence valueMasked =
          sequence(embedded, Optional.of(golden.tensor("in.value_mask").equalTo(1)));
      golden.check(
          logits.forward(backbone.forward(valueMasked, Mode.EVALUATION)),
          "out.logits_value_masked",
          FORWARD);
      Tensor labels = golden.tensor("in.labels").flatten(0, 1);
      long ignored = golden.weight("token_emb.weight").size(0) - 1;
      Tensor count = labels.equalTo((double) ignored).not().to(ElementType.FLOAT32).sum();
      Tensor loss = Functions.crossEntropySum(scores.flatten(0, 1), labels, ignored).divide(count);
      golden.check(loss.reshape(1), "out.mlm_loss", FORWARD);
      loss.backward();
      names.checkGradients("out.grad_mlm.", BACKWARD, Set.of());
    }

    void fineTuned() {
      parameters.trained().values().forEach(Tensor::clearGradient);
      Tensor encodings = backbone.forward(sequence(embedded(), Optional.empty()), Mode.EVALUATION);
      Tensor states = Functions.relu(place.forward(encodings).squeeze(2));
      golden.check(states, "out.ft_conv", FORWARD);
      for (int layer = 0; layer < head.size(); layer++) {
        Tensor scores = head.get(layer).forward(states);
        states = layer < head.size() - 1 ? Functions.relu(scores) : scores;
      }
      golden.check(states, "out.ft_logits", FORWARD);
      Tensor labels = golden.tensor("in.classes");
      Tensor loss = Functions.crossEntropySum(states, labels, -1).divide(labels.elements());
      golden.check(loss.reshape(1), "out.ft_loss", FORWARD);
      loss.backward();
      names.checkGradients("out.grad_ft.", BACKWARD, Set.of());
    }
  }

  private static String theirs(int layer) {
    return "performer.net.layers." + layer + ".";
  }

  private static int features(GoldenCase golden) {
    return (int) golden.weight(theirs(0) + "0.fn.fast_attention.projection_matrix").size(0);
  }

  /** Names of the attention of a block and the norm before it. */
  private static GoldenNames block(GoldenNames names, String ours, String theirs) {
    String attention = theirs + "0.fn.";
    return names
        .pair(ours + "attention.projection", attention + "fast_attention.projection_matrix")
        .layer(ours + "attention.qkv", attention + "to_q", attention + "to_k", attention + "to_v")
        .layer(ours + "attention.out", attention + "to_out")
        .layer(ours + "attention-norm", theirs + "0.norm");
  }

  /**
   * The first attention, and the mean over heads and layers of the first cell's weights. The
   * reference asks each attention a second time for its weights, when its result has been added.
   */
  private static void attention(GoldenCase golden, Model model) {
    Tensor embedded = model.embedded();
    int layers = golden.size("depth");
    Tensor tokens = embedded.narrow(0, 0, 1);
    List<Tensor> states =
        model.backbone.states(model.sequence(tokens, Optional.empty()), Mode.EVALUATION);
    Tensor sum = Tensors.full(0, ElementType.FLOAT32, Device.CPU, 1);
    for (int layer = 0; layer < layers; layer++) {
      try (Parameters parameters = new Parameters(Device.CPU, 1)) {
        Dimensions sizes = new Dimensions(1, golden.size("dim"), 1, golden.size("heads"));
        BuildContext context = new BuildContext(sizes, parameters, new Weights.FanIn());
        LayerNorm norm = new LayerNorm(context.in("attention-norm"), sizes.width(), EPSILON);
        LinearAttention attention = new LinearAttention(context.in("attention"), form(golden));
        block(new GoldenNames(golden, parameters), "", theirs(layer)).load();
        if (layer == 0) {
          golden.check(
              attention.forward(norm.forward(embedded), Optional.empty(), Mode.EVALUATION),
              "out.attn_block0",
              FORWARD);
        }
        Tensor input = layer == 0 ? tokens : states.get(layer - 1);
        Tensor mixed = attention.forward(norm.forward(input), Optional.empty(), Mode.EVALUATION);
        Tensor weights = attention.weights(norm.forward(input.add(mixed)), Optional.empty());
        sum = sum.add(weights.abs().mean(1).copy());
      }
    }
    golden.check(sum.divide(layers).unsqueeze(1), "out.attn", FORWARD);
  }

  private static LinearAttention.Form form(GoldenCase golden) {
    return new LinearAttention.Form(
        Kernel.SOFTMAX,
        features(golden),
        RowNorm.CHI,
        0,
        KERNEL_EPSILON,
        true,
        true,
        golden.size("dim_head"),
        false,
        true,
        false);
  }
}

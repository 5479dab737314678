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
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * ModernBERT as an independent library runs it. Rows of padding are not compared: the reference
 * lets a padded token with no real one nearby see everything, ours sees itself. The rotary
 * frequencies are seen through what they do.
 */
public final class ModernBertGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(2e-5);
  private static final Tolerance BACKWARD = Tolerance.ofLargest(1e-4);
  private static final double EPSILON = 1e-5;

  @Override
  public void check(GoldenCase golden) {
    int width = golden.size("d");
    Dimensions sizes =
        new Dimensions(golden.size("vocab"), width, golden.size("layers"), golden.size("heads"));
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      BuildContext context = new BuildContext(sizes, parameters, new Weights.FanIn());
      Embedding table = new Embedding(context.in("genes"), sizes.genes(), width);
      boolean normBias = golden.weightNames().contains("embeddings.norm.bias");
      LayerNorm norm = new LayerNorm(context.in("embedding-norm"), width, EPSILON, normBias);
      Blocks backbone = (Blocks) spec(golden, normBias).build(context.in("backbone"));
      GoldenNames names = names(golden, parameters, sizes.layers());
      names.load();

      Tensor present = golden.tensor("in.attention_mask").equalTo(1);
      Tensor share = present.to(ElementType.FLOAT32).unsqueeze(2);
      Tensor ids = golden.tensor("in.input_ids");
      Tensor kinds =
          Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, ids.shape());
      Tensor embedded = norm.forward(table.forward(ids));
      Sequence sequence = new Sequence(embedded, ids, kinds, Optional.of(present));
      List<Tensor> states = backbone.states(sequence, Mode.EVALUATION);
      for (int layer = 0; layer < states.size(); layer++) {
        compare(golden, states.get(layer).multiply(share), "out.layer" + layer, share);
      }
      Tensor last = backbone.forward(sequence, Mode.EVALUATION).multiply(share);
      compare(golden, last, "out.last_hidden_state", share);
      last.multiply(golden.tensor("in.out_weight")).sum().backward();
      names.checkGradients("out.grad.", BACKWARD, Set.of());
    }
  }

  private static void compare(GoldenCase golden, Tensor found, String name, Tensor share) {
    GoldenCase.check(found, golden.tensor(name).multiply(share), name, FORWARD);
  }

  private static BackboneSpec spec(GoldenCase golden, boolean normBias) {
    return BackboneContract.read(
        String.format(
            Locale.ROOT,
            "{type: modern-bert, feed-forward-ratio: %s, window: %d, bias: %s, norm-bias: %s}",
            golden.size("ff") / (double) golden.size("d"),
            golden.size("local") / 2,
            golden.weightNames().contains("layers.0.attn.Wqkv.bias"),
            normBias));
  }

  private static GoldenNames names(GoldenCase golden, Parameters parameters, int layers) {
    GoldenNames names =
        new GoldenNames(golden, parameters)
            .layer("genes", "embeddings.tok_embeddings")
            .layer("embedding-norm", "embeddings.norm")
            .layer("backbone.norm", "final_norm");
    for (int layer = 0; layer < layers; layer++) {
      String ours = "backbone.layers." + layer + ".";
      String theirs = "layers." + layer + ".";
      if (layer > 0) {
        names.layer(ours + "attention-norm", theirs + "attn_norm");
      }
      names
          .layer(ours + "attention.qkv", theirs + "attn.Wqkv")
          .layer(ours + "attention.out", theirs + "attn.Wo")
          .layer(ours + "feed-forward-norm", theirs + "mlp_norm")
          .layer(ours + "up", theirs + "mlp.Wi")
          .layer(ours + "down", theirs + "mlp.Wo");
    }
    return names;
  }
}

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
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;
import tools.jackson.databind.JsonNode;

/**
 * BMFM-RNA's Performer with each of its kernels, as published. Its output before the second linear
 * layer ({@code attention0}) is within our attention; it is compared through that layer.
 */
public final class BmfmPerformerGolden implements GoldenCheck {

  private static final Tolerance BENT = Tolerance.absolute(3e-5);
  private static final Tolerance EXPONENTIAL = Tolerance.absolute(1e-4);
  private static final Tolerance BACKWARD = Tolerance.absolute(3e-5);

  @Override
  public void check(GoldenCase golden) {
    for (JsonNode kernel : golden.hyper("kernels")) {
      check(golden, kernel.asString());
    }
  }

  private static void check(GoldenCase golden, String kernel) {
    Dimensions sizes =
        new Dimensions(1, golden.size("d"), golden.size("layers"), golden.size("heads"));
    Tensor hidden = golden.tensor("in.hidden").copy().requiresGradient(true);
    Tensor mask = golden.tensor("in.mask");
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      BuildContext context = new BuildContext(sizes, parameters, new Weights.FanIn());
      Blocks backbone = (Blocks) spec(golden, kernel).build(context);
      GoldenNames names = new GoldenNames(golden, parameters);
      for (int layer = 0; layer < sizes.layers(); layer++) {
        name(names, "layers." + layer + ".", "layer." + layer + ".");
        Tensor drawn = golden.tensor("in.projection").select(0, layer);
        GoldenCase.put(parameters, "layers." + layer + ".attention.projection", drawn);
      }
      names.load();
      Tensor kinds = kinds(mask);
      Sequence sequence = new Sequence(hidden, kinds, kinds, Optional.of(mask.equalTo(1)));
      List<Tensor> states = backbone.states(sequence, Mode.EVALUATION);
      boolean bent = kernel.equals("relu") || kernel.equals("elu");
      for (int layer = 0; layer < states.size(); layer++) {
        String name = "out." + kernel + ".layer" + layer;
        golden.check(states.get(layer), name, bent ? BENT : EXPONENTIAL);
      }
      if (golden.has("out." + kernel + ".grad.hidden")) {
        Tensor weight = golden.tensor("in.out_weight").multiply(mask.unsqueeze(2));
        states.getLast().multiply(weight).sum().backward();
        String prefix = "out." + kernel + ".grad.";
        golden.check(hidden.gradient().orElseThrow(), prefix + "hidden", BACKWARD);
        names.checkGradients(prefix, BACKWARD, Set.of("hidden"));
      }
    }
  }

  private static Tensor kinds(Tensor mask) {
    return Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, mask.shape());
  }

  private static BackboneSpec spec(GoldenCase golden, String kernel) {
    double ratio = golden.size("ff") / (double) golden.size("d");
    return BackboneContract.read(
        String.format(
            Locale.ROOT,
            "{type: performer, norm: post, kernel: %s, features: %d, feed-forward-ratio: %s,"
                + " scaled: %s, row-norm: constant, second-output: true, epsilon: 1e-12,"
                + " as-published: true}",
            kernel,
            golden.size("features"),
            ratio,
            golden.hyper("normalize").asBoolean()));
  }

  private static void name(GoldenNames names, String ours, String theirs) {
    String self = theirs + "attention.self.";
    names
        .layer(ours + "attention.qkv", self + "query", self + "key", self + "value")
        .layer(ours + "attention.out", self + "out")
        .layer(ours + "attention.second-out", theirs + "attention.output.dense")
        .layer(ours + "attention-norm", theirs + "attention.output.LayerNorm")
        .layer(ours + "up", theirs + "intermediate.dense")
        .layer(ours + "down", theirs + "output.dense")
        .layer(ours + "feed-forward-norm", theirs + "output.LayerNorm");
  }
}

package org.polysome.encoder.value;

import static org.polysome.GoldenCase.put;

import java.util.Map;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
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

/**
 * scFoundation's auto-discretisation. The weights of the bins ({@code out.weight}) are not a result
 * of ours by themselves: a table that is the identity matrix shows them.
 */
public final class AutoBinsGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(6e-6).andRelative(1e-5);
  private static final Tolerance GRADIENT = Tolerance.ofLargest(1e-5).andRelative(1e-4);

  /** Names of our parameters by those of the reference. */
  private static final Map<String, String> NAMES =
      Map.of(
          "mlp.weight", "first.weight",
          "mlp.bias", "first.bias",
          "mlp2.weight", "second.weight",
          "mlp2.bias", "second.bias",
          "emb.weight", "bins.weight");

  @Override
  public void check(GoldenCase golden) {
    Tensor x = golden.tensor("in.x").copy().requiresGradient(true);
    Tensor kinds = kinds(golden);
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      ValueEncoder encoder = encoder(golden, golden.size("dim"), parameters);
      NAMES.forEach((theirs, ours) -> put(parameters, ours, golden.weight(theirs)));
      putKinds(golden, parameters);
      Tensor found = encoder.forward(new TokenValues(x, x, kinds), Mode.EVALUATION);
      golden.check(found, "out.emb", FORWARD);
      Tensor loss = found.square().sum();
      golden.check(loss.reshape(1), "out.loss", FORWARD);
      loss.backward();
      golden.check(x.gradient().orElseThrow(), "out.grad_x", GRADIENT);
      NAMES.forEach(
          (theirs, ours) ->
              golden.check(gradient(parameters, ours), "out.grad." + theirs, GRADIENT));
      checkKind(golden, parameters, TokenKind.MASK, "emb_mask");
      checkKind(golden, parameters, TokenKind.PAD, "emb_pad");
    }
    checkWeights(golden);
  }

  private static ValueEncoder encoder(GoldenCase golden, int width, Parameters parameters) {
    AutoBins spec =
        new AutoBins(
            golden.size("bin_num"),
            0.1,
            golden.hyper("bin_alpha").asDouble(),
            Input.NORMALISED,
            Zero.NUMBER);
    return spec.build(
        new BuildContext(new Dimensions(1, width, 1, 1), parameters, new Weights.FanIn()));
  }

  private static Tensor kinds(GoldenCase golden) {
    Tensor x = golden.tensor("in.x");
    Tensor value = code(TokenKind.VALUE);
    Tensor masked =
        Tensors.where(
            x.equalTo(golden.hyper("mask_token_id").asDouble()), code(TokenKind.MASK), value);
    return Tensors.where(
        x.equalTo(golden.hyper("pad_token_id").asDouble()), code(TokenKind.PAD), masked);
  }

  private static Tensor code(TokenKind kind) {
    return Tensors.full(kind.code(), ElementType.INT32, Device.CPU, 1);
  }

  private static void putKinds(GoldenCase golden, Parameters parameters) {
    Tensor kinds = parameters.get("kinds.weight").detach();
    kinds.narrow(0, TokenKind.MASK.ordinal(), 1).copyInPlace(golden.weight("emb_mask.weight"));
    kinds.narrow(0, TokenKind.PAD.ordinal(), 1).copyInPlace(golden.weight("emb_pad.weight"));
  }

  private static void checkKind(
      GoldenCase golden, Parameters parameters, TokenKind kind, String theirs) {
    Tensor row = gradient(parameters, "kinds.weight").narrow(0, kind.ordinal(), 1);
    golden.check(row, "out.grad." + theirs + ".weight", GRADIENT);
  }

  private static Tensor gradient(Parameters parameters, String name) {
    return parameters.get(name).gradient().orElseThrow();
  }

  private static void checkWeights(GoldenCase golden) {
    int bins = golden.size("bin_num");
    Tensor x = golden.tensor("in.x");
    Tensor seen = Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, x.shape());
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      ValueEncoder encoder = encoder(golden, bins, parameters);
      NAMES.forEach(
          (theirs, ours) ->
              put(
                  parameters,
                  ours,
                  ours.equals("bins.weight") ? identity(bins) : golden.weight(theirs)));
      Tensor found = encoder.forward(new TokenValues(x, x, seen), Mode.EVALUATION);
      golden.check(found, "out.weight", FORWARD);
    }
  }

  private static Tensor identity(int size) {
    float[] numbers = new float[size * size];
    for (int i = 0; i < size; i++) {
      numbers[i * size + i] = 1;
    }
    return Tensors.of(numbers, size, size);
  }
}

package org.polysome.encoder.value;

import static org.polysome.GoldenCase.put;

import org.junit.jupiter.api.Test;
import org.polysome.GoldenCase;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** The value encoder {@code mlp} of BMFM-RNA, run on its own code. */
class GoldenBmfmTest {

  @Test
  void mlpWithActivationAfterBothLayers() {
    GoldenCase golden = GoldenCase.open("bmfm-value-encoders");
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      BuildContext context =
          new BuildContext(new Dimensions(60, 24, 1, 1), parameters, new Weights.FanIn());
      ValueEncoder encoder =
          new Mlp(128, Activation.LEAKY_RELU, true, Input.NORMALISED, Zero.NUMBER).build(context);
      for (String kind : new String[] {"weight", "bias"}) {
        put(parameters, "first." + kind, golden.weight("mlp.dense_1." + kind));
        put(parameters, "second." + kind, golden.weight("mlp.dense_2." + kind));
      }
      Tensor values = golden.tensor("in.values").clamp(0, 1e9);
      Tensor kinds =
          Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, values.shape());
      Tensor found = encoder.forward(new TokenValues(values, values, kinds), Mode.EVALUATION);
      golden.check(found, "out.mlp.y", 2e-5);
      found.multiply(golden.tensor("in.out_weight")).sum().backward();
      for (String kind : new String[] {"weight", "bias"}) {
        gradient(golden, parameters, "first." + kind, "dense_1." + kind);
        gradient(golden, parameters, "second." + kind, "dense_2." + kind);
      }
    }
  }

  private static void gradient(
      GoldenCase golden, Parameters parameters, String ours, String theirs) {
    Tensor found = parameters.get(ours).gradient().orElseThrow();
    golden.check(found, "out.mlp.grad." + theirs, 1e-5);
  }
}

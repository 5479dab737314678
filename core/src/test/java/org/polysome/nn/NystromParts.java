package org.polysome.nn;

import java.util.Optional;
import org.polysome.GoldenCase;
import org.polysome.GoldenNames;
import org.polysome.Tolerance;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/** What the attention of the first layer of a golden Nystromformer has inside. */
public final class NystromParts {

  private NystromParts() {}

  /** Compares the mixed values before the output layer, and the first two factors. */
  public static void check(
      GoldenCase golden, PseudoInverse inverse, String method, Tolerance tolerance) {
    Dimensions sizes = new Dimensions(1, golden.size("d"), 1, golden.size("heads"));
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      NystromAttention attention =
          new NystromAttention(
              new BuildContext(sizes, parameters, new Weights.FanIn()),
              new NystromAttention.Form(
                  golden.size("landmarks"),
                  golden.size("n_iter"),
                  inverse,
                  Optional.of(golden.size("conv")),
                  true));
      String theirs = "layer.0.attention.self.";
      new GoldenNames(golden, parameters)
          .layer("qkv", theirs + "query", theirs + "key", theirs + "value")
          .layer("out", "layer.0.attention.output.dense")
          .pair("convolution.weight", theirs + "conv.weight")
          .load();
      Attention.Heads split = attention.split(golden.tensor("in.hidden"));
      Optional<Tensor> present = Optional.of(golden.tensor("in.mask").equalTo(1));
      Tensor mixed = attention.mix(split, present).transpose(1, 2).flatten(2, 3);
      golden.check(mixed, "out." + method + ".attention0", tolerance);
      Tensor factors = attention.toLandmarks(split, attention.landmarks(split, present));
      golden.check(factors, "out." + method + ".probs0_times_pinv", tolerance);
    }
  }
}

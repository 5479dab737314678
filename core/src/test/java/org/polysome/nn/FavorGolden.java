package org.polysome.nn;

import java.util.List;
import java.util.Optional;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.tensor.Tensor;

/**
 * Linear attention alone as in scBERT's code, on given queries, keys, values and directions. What
 * the case says of how directions are drawn is checked on ours, in {@link RandomFeaturesTest}; here
 * on its own.
 */
public final class FavorGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(2e-6).andRelative(2e-5);
  private static final Tolerance BACKWARD = Tolerance.ofLargest(2e-5).andRelative(5e-4);
  private static final double SOFTMAX_EPSILON = 1e-4;
  private static final double RELU_EPSILON = 1e-3;

  @Override
  public void check(GoldenCase golden) {
    FeatureMap softmax = new FeatureMap(Kernel.SOFTMAX, SOFTMAX_EPSILON, true, true);
    FeatureMap relu = new FeatureMap(Kernel.RELU, RELU_EPSILON, true, true);
    FeatureMap unprojected = new FeatureMap(Kernel.UNPROJECTED, 0, true, true);
    check(golden, softmax, "in.projection", "softmax");
    check(golden, relu, "in.projection", "relu");
    check(golden, unprojected, "in.projection", "noproj");
    check(golden, softmax, "in.projection_scaling1", "softmax_scaling1");
    Attention.Heads heads =
        new Attention.Heads(golden.tensor("in.q"), golden.tensor("in.k"), golden.tensor("in.v"));
    golden.check(Attention.fused(heads, Optional.empty(), 0), "out.exact.out", FORWARD);
    directions(golden);
  }

  private static void check(GoldenCase golden, FeatureMap map, String directions, String name) {
    Tensor projection = golden.tensor(directions);
    List<Tensor> inputs =
        List.of("in.q", "in.k", "in.v").stream()
            .map(input -> golden.tensor(input).copy().requiresGradient(true))
            .toList();
    Tensor queries = map.queries(inputs.get(0), projection);
    Tensor keys = map.keys(inputs.get(1), projection, Optional.empty());
    Tensor mixed = LinearAttention.mix(queries, keys, inputs.get(2));
    golden.check(mixed, "out." + name + ".out", FORWARD);
    if (golden.has("out." + name + ".q_features")) {
      golden.check(queries, "out." + name + ".q_features", FORWARD);
      golden.check(keys, "out." + name + ".k_features", FORWARD);
    }
    mixed.backward(golden.tensor("in.cotangent"));
    for (int i = 0; i < inputs.size(); i++) {
      String gradient = "out.grad_" + name + "." + "qkv".charAt(i);
      if (golden.has(gradient)) {
        golden.check(inputs.get(i).gradient().orElseThrow(), gradient, BACKWARD);
      }
    }
  }

  private static void directions(GoldenCase golden) {
    Tensor directions = golden.tensor("in.projection");
    Tensor lengths = directions.square().sum(1).sqrt();
    golden.check(lengths, "out.proj.row_norms", FORWARD);
    Tensor units = directions.divide(lengths.unsqueeze(1));
    golden.check(units.matmul(units.transpose(0, 1)), "out.proj.unit_gram", FORWARD);
  }
}

package org.polysome.objective;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.polysome.GoldenCase;
import org.polysome.Tolerance;
import org.polysome.model.EmbeddingNorm;
import org.polysome.model.ModelBatch;
import org.polysome.model.TokenNorm;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** scGPT's domain-specific batch norm, with and without scale and shift, trained and not. */
final class ScgptBatchNormGolden {

  private static final Tolerance TOLERANCE = Tolerance.absolute(1e-5);

  private final GoldenCase golden;

  ScgptBatchNormGolden(GoldenCase golden) {
    this.golden = golden;
  }

  void check() {
    for (String name : java.util.List.of("dsbn", "dsbn_affine")) {
      for (Mode mode : java.util.List.of(Mode.EVALUATION, Mode.TRAINING)) {
        // channels come second in the reference and last here
        check(name, "3", mode, x -> x.permute(0, 2, 1));
        check(name, "2", mode, x -> x.unsqueeze(1));
      }
    }
  }

  private void check(String name, String input, Mode mode, UnaryOperator<Tensor> ours) {
    String prefix =
        "out." + name + ".x" + input + "." + (mode == Mode.TRAINING ? "train." : "eval.");
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      TokenNorm norm = norm(name, parameters);
      Tensor leaf = golden.floats("in.x" + input).copy().requiresGradient(true);
      Tensor tokens = ours.apply(leaf);
      Tensor found = norm.forward(tokens, batch(tokens), mode);
      found.multiply(ours.apply(golden.floats("in.w" + input))).sum().backward();
      GoldenCase.check(found, ours.apply(golden.floats(prefix + "y")), prefix + "y", TOLERANCE);
      golden.check(leaf.gradient().orElseThrow(), prefix + "grad_x", TOLERANCE);
      if (mode == Mode.TRAINING) {
        golden.check(row(parameters, "running-mean"), prefix + "running_mean_after", TOLERANCE);
        golden.check(row(parameters, "running-variance"), prefix + "running_var_after", TOLERANCE);
      }
      if (parameters.trained().containsKey("weight")) {
        checkGradient(parameters, "weight", prefix + "grad_weight");
        checkGradient(parameters, "bias", prefix + "grad_bias");
      }
    }
  }

  private TokenNorm norm(String name, Parameters parameters) {
    boolean affine = golden.weightNames().contains(name + ".bns.0.weight");
    Tensor any = golden.weight(name + ".bns.0.running_mean");
    BuildContext context =
        new BuildContext(
            new Dimensions(1, (int) any.size(0), 1, 1),
            parameters,
            new Weights.FanIn(),
            Map.of("batch", golden.size("domains")));
    TokenNorm norm =
        new EmbeddingNorm.DomainBatchNorm("batch", 6.1e-5, 0.1, affine, true).build(context);
    Map<String, String> names =
        affine
            ? Map.of(
                "running-mean",
                "running_mean",
                "running-variance",
                "running_var",
                "weight",
                "weight",
                "bias",
                "bias")
            : Map.of("running-mean", "running_mean", "running-variance", "running_var");
    try (NoGradient frozen = new NoGradient()) {
      names.forEach(
          (ours, theirs) -> {
            for (int domain = 0; domain < golden.size("domains"); domain++) {
              parameters
                  .get(ours)
                  .select(0, domain)
                  .copyInPlace(golden.weight(name + ".bns." + domain + "." + theirs));
            }
          });
    }
    return norm;
  }

  private ModelBatch batch(Tensor tokens) {
    int cells = (int) tokens.size(0);
    int[] labels = new int[cells];
    Arrays.fill(labels, golden.size("domain"));
    TokenBatch batch = GoldenBatches.hidden(new float[(int) (cells * tokens.size(1))], cells);
    return ModelBatch.of(batch.withLabels(Map.of("batch", labels)), Device.CPU);
  }

  private Tensor row(Parameters parameters, String name) {
    return parameters.get(name).select(0, golden.size("domain"));
  }

  private void checkGradient(Parameters parameters, String ours, String theirs) {
    Tensor all = parameters.get(ours).gradient().orElseThrow();
    golden.check(all.select(0, golden.size("domain")), theirs, TOLERANCE);
    for (int domain = 0; domain < all.size(0); domain++) {
      if (domain != golden.size("domain")) {
        org.assertj.core.api.Assertions.assertThat(all.select(0, domain).abs().sum().item())
            .as("gradient of another domain's %s", ours)
            .isZero();
      }
    }
  }
}

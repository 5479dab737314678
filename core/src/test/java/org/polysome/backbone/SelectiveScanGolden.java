package org.polysome.backbone;

import java.util.Map;
import java.util.Optional;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/**
 * The selective scan with its skip and gate as a {@link MambaMixer} puts them together, in double
 * and in single precision, and its gradients. The states in between are not shown by our scan.
 */
public class SelectiveScanGolden implements GoldenCheck {

  private static final Tolerance DOUBLE = Tolerance.relative(1e-12).andAbsolute(1e-14);
  private static final Tolerance SINGLE = Tolerance.ofLargest(1e-5);

  @Override
  public void check(GoldenCase golden) {
    Run run = new Run(golden, ElementType.FLOAT64);
    golden.check(run.step(), "out.delta", DOUBLE);
    golden.check(run.ungated(), "out.y_noz", DOUBLE);
    golden.check(run.gated(), "out.y", DOUBLE);
    run.gated().multiply(golden.tensor("in.cot")).sum().backward();
    run.inputs()
        .forEach(
            (name, tensor) ->
                golden.check(tensor.gradient().orElseThrow(), "out.grad." + name, DOUBLE));
    golden.check(new Run(golden, ElementType.FLOAT32).gated(), "out.ref32", SINGLE);
  }

  /** The case's inputs and what comes of them, (cells, channels, tokens) as the case has it. */
  private record Run(Map<String, Tensor> inputs, Tensor step, Tensor ungated, Tensor gated) {

    Run(GoldenCase golden, ElementType type) {
      this(leaves(golden, type));
    }

    private Run(Map<String, Tensor> in) {
      this(in, Functions.softplus(of(in, "delta_raw").add(of(in, "delta_bias").unsqueeze(1))));
    }

    private Run(Map<String, Tensor> in, Tensor step) {
      this(in, step, scanned(in, step));
    }

    private Run(Map<String, Tensor> in, Tensor step, Tensor ungated) {
      this(in, step, ungated, ungated.multiply(Functions.silu(of(in, "z"))));
    }

    private static Tensor of(Map<String, Tensor> in, String name) {
      return Optional.ofNullable(in.get(name)).orElseThrow();
    }

    private static Tensor scanned(Map<String, Tensor> in, Tensor step) {
      Tensor scanned =
          SelectiveScan.of(
              of(in, "u").transpose(1, 2),
              step.transpose(1, 2),
              of(in, "A"),
              of(in, "B").transpose(1, 2),
              of(in, "C").transpose(1, 2));
      return scanned.transpose(1, 2).add(of(in, "u").multiply(of(in, "D").unsqueeze(1)));
    }

    private static Map<String, Tensor> leaves(GoldenCase golden, ElementType type) {
      return java.util.stream.Stream.of("A", "B", "C", "D", "delta_raw", "delta_bias", "u", "z")
          .collect(
              java.util.stream.Collectors.toMap(
                  name -> name,
                  name -> golden.tensor("in." + name).to(type).copy().requiresGradient(true)));
    }
  }
}

package org.polysome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Tensor;

/** The tensors of a golden case in the engine, and comparisons with them. */
public final class GoldenCase {

  private final Map<String, Tensor> tensors;
  private final Map<String, Tensor> weights;

  private GoldenCase(Map<String, Tensor> tensors, Map<String, Tensor> weights) {
    this.tensors = tensors;
    this.weights = weights;
  }

  /** Opens a case, or skips the test. */
  public static GoldenCase open(String name) {
    Path folder = SharedData.golden(name);
    Path weights = folder.resolve("weights.safetensors");
    return new GoldenCase(
        Safetensors.read(folder.resolve("tensors.safetensors")),
        Files.exists(weights) ? Safetensors.read(weights) : new HashMap<>());
  }

  /** A tensor as it is stored. */
  public Tensor tensor(String name) {
    return Optional.ofNullable(tensors.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no golden tensor " + name));
  }

  /** A tensor as float32. */
  public Tensor floats(String name) {
    return tensor(name).to(ElementType.FLOAT32);
  }

  /** A weight of the reference. */
  public Tensor weight(String name) {
    return Optional.ofNullable(weights.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no golden weight " + name));
  }

  /** Copies numbers into a parameter of ours. */
  public static void put(Parameters parameters, String name, Tensor numbers) {
    try (NoGradient frozen = new NoGradient()) {
      assertThat(numbers.shape()).as(name).containsExactly(parameters.get(name).shape());
      parameters.get(name).copyInPlace(numbers);
    }
  }

  /** Checks that every number is within {@code tolerance} times the largest expected number. */
  public void check(Tensor found, String name, double tolerance) {
    check(found, tensor(name), name, tolerance);
  }

  /** Checks that every number is within {@code tolerance} times the largest expected number. */
  public static void check(Tensor found, Tensor expected, String name, double tolerance) {
    assertThat(found.shape()).as("shape of %s", name).containsExactly(expected.shape());
    double[] actual = found.toDoubles();
    double[] wanted = expected.toDoubles();
    double scale = 1e-30;
    for (double number : wanted) {
      scale = Math.max(scale, Math.abs(number));
    }
    for (int i = 0; i < wanted.length; i++) {
      assertThat(Math.abs(actual[i] - wanted[i]) / scale)
          .as("%s[%d]: found %s, expected %s", name, i, actual[i], wanted[i])
          .isLessThanOrEqualTo(tolerance);
    }
  }
}

package org.polysome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Tensor;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tensors of a golden case in the engine, and comparisons with them. */
public final class GoldenCase {

  // Python writes NaN where a case has none of a number.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final JsonNode description;
  private final Map<String, Tensor> tensors;
  private final Map<String, Tensor> weights;

  private GoldenCase(
      JsonNode description, Map<String, Tensor> tensors, Map<String, Tensor> weights) {
    this.description = description;
    this.tensors = tensors;
    this.weights = weights;
  }

  /** Opens a case of that name, or skips the test. */
  public static GoldenCase open(String name) {
    return in(SharedData.golden(name));
  }

  /** Opens the case in a folder. */
  public static GoldenCase in(Path folder) {
    Path weights = folder.resolve("weights.safetensors");
    return new GoldenCase(
        JSON.readTree(folder.resolve("case.json")),
        Safetensors.read(folder.resolve("tensors.safetensors")),
        Files.exists(weights) ? Safetensors.read(weights) : new HashMap<>());
  }

  /** What the case in a folder is called, of which nothing else is read. */
  static String nameOf(Path folder) {
    return JSON.readTree(folder.resolve("case.json")).get("case").asString();
  }

  /** What the case is called. */
  public String name() {
    return description.get("case").asString();
  }

  /** A hyper-parameter. */
  public JsonNode hyper(String name) {
    return Optional.ofNullable(description.get("hyper").get(name))
        .orElseThrow(() -> new IllegalArgumentException("no hyper-parameter " + name));
  }

  /** A hyper-parameter that is a whole number. */
  public int size(String name) {
    return hyper(name).asInt();
  }

  /** The names of its tensors. */
  public Set<String> names() {
    return Set.copyOf(tensors.keySet());
  }

  /** Whether it has a tensor of that name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** The names of its weights. */
  public Set<String> weightNames() {
    return Set.copyOf(weights.keySet());
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

  /** Checks every number against the tensor of that name. */
  public void check(Tensor found, String name, Tolerance tolerance) {
    check(found, tensor(name), name, tolerance);
  }

  /** Checks that every number is within {@code tolerance} times the largest expected number. */
  public static void check(Tensor found, Tensor expected, String name, double tolerance) {
    check(found, expected, name, Tolerance.ofLargest(tolerance));
  }

  /**
   * Checks every number, and allows besides what numbers of the types of both can tell apart: a
   * case of other numbers must not fail for that alone.
   */
  public static void check(Tensor found, Tensor expected, String name, Tolerance tolerance) {
    assertThat(found.shape()).as("shape of %s", name).containsExactly(expected.shape());
    double[] actual = found.toDoubles();
    double[] wanted = expected.toDoubles();
    Tolerance whole = tolerance.and(Tolerance.ofTypes(found.type(), expected.type()));
    double largest = 0;
    for (double number : wanted) {
      largest = Math.max(largest, Math.abs(number));
    }
    for (int i = 0; i < wanted.length; i++) {
      assertThat(Math.abs(actual[i] - wanted[i]))
          .as("%s[%d]: found %s, expected %s", name, i, actual[i], wanted[i])
          .isLessThanOrEqualTo(whole.allowed(wanted[i], largest));
    }
  }
}

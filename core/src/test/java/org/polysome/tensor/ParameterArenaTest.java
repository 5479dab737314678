package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.polysome.tensor.ParameterArena.Span;

class ParameterArenaTest {

  private static final long SEED = 23;
  private static final Function<String, Integer> ALIKE = name -> 0;

  private final Parameters parameters = new Parameters(Device.CPU, SEED);
  private final Scope scope = new Scope();
  private float[] first;
  private ParameterArena arena;

  @BeforeEach
  void parameters() {
    first = parameters.parameter("a", new Initialisation.Normal(1), 5, 7).toFloats();
    parameters.parameter("b", new Initialisation.Normal(1), 16);
    parameters.parameter("c", new Initialisation.Normal(1), 3);
    arena = new ParameterArena(parameters.trained());
  }

  @AfterEach
  void free() {
    arena.close();
    scope.close();
    parameters.close();
  }

  private void learn(String... names) {
    for (String name : names) {
      parameters.get(name).square().sum().backward();
    }
  }

  private void clip(double limit) {
    arena.gradients().multiplyInPlace(arena.clipping(limit));
  }

  @Test
  void parametersKeepTheirNumbersAndShareMemoryWithTheWhole() {
    assertThat(parameters.get("a").toFloats()).containsExactly(first);
    assertThat(parameters.get("a").shape()).containsExactly(5, 7);
    arena.values().multiplyInPlace(2.0);
    assertThat(parameters.get("a").toFloats()[34]).isEqualTo(2 * first[34]);
    parameters.get("c").detach().fillInPlace(9);
    Map<String, Tensor> parts = arena.parts(arena.values());
    assertThat(parts).containsOnlyKeys("a", "b", "c");
    assertThat(Objects.requireNonNull(parts.get("c")).toFloats()).containsOnly(9);
  }

  @Test
  void eachBeginsAtAMultipleOf64Bytes() {
    learn("a", "c");
    assertThat(arena.moved(ALIKE)).containsExactly(new Span("a", 0, 48), new Span("c", 64, 16));
    assertThat(arena.gradients().toFloats()[35]).as("between parameters").isZero();
  }

  @Test
  void whatLiesSideBySideMovesTogetherUnlessItIsOfAnotherKind() {
    learn("a", "b", "c");
    assertThat(arena.moved(ALIKE)).containsExactly(new Span("a", 0, 80));
    assertThat(arena.moved(name -> name.equals("c")))
        .containsExactly(new Span("a", 0, 64), new Span("c", 64, 16));
  }

  @Test
  void gradientsOfSeveralPassesAreSummed() {
    learn("a");
    learn("a", "b");
    float[] gradients = arena.gradients().toFloats();
    for (int i = 0; i < first.length; i++) {
      assertThat(gradients[i]).isEqualTo(4 * first[i]);
    }
    assertThat(arena.moved(ALIKE)).hasSize(1);
    arena.clear();
    assertThat(arena.gradients().toFloats()).containsOnly(0);
    assertThat(arena.moved(ALIKE)).isEmpty();
  }

  @Test
  void aGradientOfZerosIsAGradient() {
    parameters.get("b").multiply(0.0).sum().backward();
    assertThat(arena.moved(ALIKE)).containsExactly(new Span("b", 48, 16));
  }

  @Test
  void gradientsThatWereForgottenElsewhereAreFoundOut() {
    parameters.get("b").clearGradient();
    learn("b");
    assertThatThrownBy(() -> arena.moved(ALIKE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gradient of b");
    arena.clear();
    learn("b");
    assertThat(arena.moved(ALIKE)).containsExactly(new Span("b", 48, 16));
  }

  @Test
  void normAndClippingAreThoseOfAllGradientsTogether() {
    learn("a", "c");
    double squares = 0;
    for (String name : List.of("a", "c")) {
      for (float number : parameters.get(name).toFloats()) {
        squares += 4.0 * number * number;
      }
    }
    assertThat(arena.norm()).isCloseTo(Math.sqrt(squares), within(1e-5));
    float before = arena.gradients().toFloats()[3];
    clip(1);
    assertThat(arena.norm()).isCloseTo(1, within(1e-6));
    assertThat(arena.gradients().toFloats()[3] * Math.sqrt(squares))
        .isCloseTo(before, within(1e-5));
    clip(5);
    assertThat(arena.norm()).as("below the limit nothing changes").isCloseTo(1, within(1e-6));
    arena.clear();
    clip(1);
    assertThat(arena.norm()).isZero();
  }

  @Test
  void aNormThatIsNoNumberSpoilsAllGradients() {
    learn("a", "b");
    arena.gradients().narrow(0, 50, 1).fillInPlace(Double.NaN);
    assertThat(arena.norm()).isNaN();
    clip(1);
    assertThat(arena.gradients().toFloats()[0]).isNaN();
  }

  @Test
  void theNormIsTheSameBitsForAnyNumberOfThreads() {
    int threads = Engine.threads();
    try (Parameters large = new Parameters(Device.CPU, SEED)) {
      large.parameter("large", new Initialisation.Normal(1), 3_000_001);
      try (ParameterArena all = new ParameterArena(large.trained())) {
        large.get("large").square().sum().backward();
        Engine.threads(1);
        double alone = all.norm();
        Engine.threads(3);
        assertThat(all.norm()).isEqualTo(alone);
      }
    } finally {
      Engine.threads(threads);
    }
  }

  @Test
  void underAutocastAParameterIsCastOnceForAllItsUses() {
    Tensor weight = parameters.get("a");
    assertThat(weight.requiresGradient()).isTrue();
    Tensor input = Tensors.full(1.0, ElementType.FLOAT32, Device.CPU, 2, 5);
    try (Autocast bfloat16 = new Autocast(Device.CPU)) {
      Tensor product = input.matmul(weight);
      assertThat(product.type()).isEqualTo(ElementType.BFLOAT16);
      weight.detach().zeroInPlace();
      assertThat(input.matmul(weight).sum().item()).isEqualTo(product.sum().item()).isNotZero();
    }
    assertThat(input.matmul(weight).sum().item()).isZero();
  }

  @Test
  void withoutParametersNothingMoves() {
    try (ParameterArena none = new ParameterArena(Map.of())) {
      none.clear();
      assertThat(none.clipping(1).item()).isEqualTo(1);
      assertThat(none.moved(ALIKE)).isEmpty();
      assertThat(none.norm()).isZero();
    }
  }

  @Test
  void parametersOutliveTheArena() {
    try (Parameters others = new Parameters(Device.CPU, SEED)) {
      Tensor kept = others.parameter("a", new Initialisation.Normal(1), 5, 7);
      new ParameterArena(others.trained()).close();
      assertThat(kept.toFloats()).containsExactly(first);
      assertThat(kept.gradient()).isEmpty();
      kept.square().sum().backward();
      assertThat(kept.gradient().orElseThrow().toFloats()[0]).isEqualTo(2 * first[0]);
    }
  }
}

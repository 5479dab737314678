package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.DataException;
import org.polysome.random.Seeds;

class AdamTest {

  private static final long SEED = 11;
  private static final double RATE = 0.05;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stepsAsTheEnginesOwnOptimiserDoes(boolean decoupled) {
    try (Parameters parameters = parameters()) {
      Tensor ours = parameters.trained().values().iterator().next();
      Tensor theirs = ours.copy().requiresGradient(true);
      Adam adam =
          new Adam(
              parameters.trained(), new Adam.Settings(0.9, 0.999, 1e-6, 0.1, decoupled), n -> true);
      Optimizer reference = reference(theirs, decoupled);
      for (int step = 0; step < 20; step++) {
        adam.arena().clear();
        learn(ours, step);
        adam.step(RATE);
        theirs.clearGradient();
        learn(theirs, step);
        reference.step();
      }
      float[] expected = theirs.toFloats();
      float[] found = ours.toFloats();
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i])
            .as("number %d, seed %d", i, SEED)
            .isCloseTo(expected[i], within(2e-6f));
      }
    }
  }

  private static Optimizer reference(Tensor parameter, boolean decoupled) {
    TensorVector parameters = new TensorVector(parameter.pointer());
    if (decoupled) {
      AdamWOptions options = new AdamWOptions(RATE);
      options.eps().put(1e-6);
      options.weight_decay().put(0.1);
      return new org.bytedeco.pytorch.AdamW(parameters, options);
    }
    AdamOptions options = new AdamOptions(RATE);
    options.eps().put(1e-6);
    options.weight_decay().put(0.1);
    return new org.bytedeco.pytorch.Adam(parameters, options);
  }

  @Test
  void goesOnFromItsStateBitForBit() {
    try (Parameters whole = parameters();
        Parameters resumed = parameters()) {
      Adam one = adam(whole);
      run(whole, one, 0, 10);
      Adam before = adam(resumed);
      run(resumed, before, 0, 4);
      Map<String, Tensor> state = new HashMap<>();
      before.state().forEach((name, tensor) -> state.put(name, tensor.copy()));
      Adam after = adam(resumed);
      after.load(state, before.steps(), "optimizer.safetensors");
      run(resumed, after, 4, 10);
      assertThat(numbers(resumed)).containsExactly(numbers(whole));
      assertThat(after.steps()).isEqualTo(10);
    }
  }

  @Test
  void sparesWhatIsNotDecayedAndWhatHasNoGradient() {
    try (Parameters parameters = parameters()) {
      parameters.parameter("bias", Initialisation.ONES, 2);
      parameters.parameter("unused", Initialisation.ONES, 2);
      Adam adam =
          new Adam(parameters.trained(), Adam.Settings.adamW(0.5), name -> !name.equals("bias"));
      Tensor bias = parameters.get("bias");
      bias.multiply(0.0).sum().backward();
      adam.step(0.1);
      assertThat(bias.toFloats()).containsExactly(1, 1);
      assertThat(parameters.get("unused").toFloats()).containsExactly(1, 1);
    }
  }

  @Test
  void blocksOfALargeParameterMoveAsItWouldByItself() {
    long length = (1 << 18) + 37;
    try (Parameters parameters = new Parameters(Device.CPU, SEED)) {
      Tensor large = parameters.parameter("large", new Initialisation.Normal(1), length);
      float[] before = large.toFloats();
      try (Adam adam = adam(parameters)) {
        large.square().sum().backward();
        adam.step(RATE);
      }
      float[] after = large.toFloats();
      for (int i : new int[] {0, 1, (1 << 18) - 1, 1 << 18, (int) length - 1}) {
        // The first step goes by the rate against the sign of the gradient.
        double decayed = before[i] * (1 - RATE * 0.01);
        assertThat((double) after[i])
            .as("number %d", i)
            .isCloseTo(decayed - RATE * Math.signum(before[i]), within(1e-5));
      }
    }
  }

  @Test
  void clippingLimitsTheNormOfAllGradients() {
    try (Parameters parameters = parameters();
        Adam adam = adam(parameters)) {
      learn(parameters.get("weight"), 0);
      double norm = adam.arena().norm();
      float[] gradients = adam.arena().gradients().toFloats();
      adam.step(RATE, Optional.of(norm / 4));
      assertThat(adam.arena().norm()).isCloseTo(norm / 4, within(1e-5));
      assertThat(Objects.requireNonNull(adam.state().get("mean.weight")).toFloats()[2])
          .isCloseTo(0.1f * gradients[2] / 4, within(1e-6f));
      adam.step(RATE, Optional.of(norm));
      assertThat(adam.arena().norm())
          .as("below the limit nothing changes")
          .isCloseTo(norm / 4, within(1e-5));
    }
  }

  @Test
  void momentsStandStillWithoutAGradient() {
    try (Parameters parameters = parameters();
        Adam adam = adam(parameters)) {
      run(parameters, adam, 0, 3);
      float[] weight = numbers(parameters);
      float[] mean = Objects.requireNonNull(adam.state().get("mean.weight")).toFloats();
      adam.arena().clear();
      adam.step(RATE);
      assertThat(numbers(parameters)).containsExactly(weight);
      assertThat(Objects.requireNonNull(adam.state().get("mean.weight")).toFloats())
          .containsExactly(mean);
      assertThat(adam.steps()).isEqualTo(4);
    }
  }

  @Test
  void aStateThatDoesNotFitIsRefused() {
    try (Parameters parameters = parameters()) {
      Adam adam = adam(parameters);
      assertThatThrownBy(() -> adam.load(Map.of(), 1, "optimizer.safetensors"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("optimizer.safetensors: tensor 'mean.weight' is missing");
    }
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new Adam.Settings(1, 0.9, 1e-8, 0, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Adam.Settings(0.9, 0.9, 1e-8, -1, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Parameters parameters() {
    Parameters parameters = new Parameters(Device.CPU, SEED);
    parameters.parameter("weight", new Initialisation.Normal(1), 5, 7);
    return parameters;
  }

  private static Adam adam(Parameters parameters) {
    return new Adam(parameters.trained(), Adam.Settings.adamW(0.01), name -> true);
  }

  private static void run(Parameters parameters, Adam adam, int from, int to) {
    for (int step = from; step < to; step++) {
      adam.arena().clear();
      for (Tensor parameter : parameters.trained().values()) {
        learn(parameter, step);
      }
      adam.step(RATE);
    }
  }

  private static void learn(Tensor parameter, int step) {
    RandomGenerator random = Seeds.generator(SEED, step);
    float[] direction = new float[(int) parameter.elements()];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    parameter.square().multiply(Tensors.of(direction, parameter.shape())).sum().backward();
  }

  private static float[] numbers(Parameters parameters) {
    return parameters.trained().values().iterator().next().toFloats();
  }
}

package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopeTest {

  @Test
  void closingFreesWhatWasMadeInside() {
    Tensor inside;
    try (Scope scope = new Scope()) {
      inside = Tensors.of(new float[] {1}, 1);
    }
    assertThat(inside.pointer().isNull()).isTrue();
  }

  @Test
  void aKeptTensorLivesAsLongAsTheScopeAround() {
    Tensor kept;
    try (Scope outer = new Scope()) {
      try (Scope inner = new Scope()) {
        kept = inner.keep(Tensors.of(new float[] {4}, 1));
      }
      assertThat(kept.item()).isEqualTo(4);
    }
    assertThat(kept.pointer().isNull()).isTrue();
  }

  @Test
  void aTensorKeptOutOfTheOutermostScopeLivesUntilItIsClosed() {
    Tensor kept;
    try (Scope scope = new Scope()) {
      kept = scope.keep(Tensors.of(new float[] {4}, 1));
    }
    assertThat(kept.item()).isEqualTo(4);
    kept.close();
    assertThat(kept.pointer().isNull()).isTrue();
  }

  @Test
  void aTensorMadeWithoutAScopeIsFreedByHand() {
    Tensor tensor = Tensors.of(new float[] {4}, 1);
    tensor.close();
    assertThat(tensor.pointer().isNull()).isTrue();
  }

  @Test
  void memoryStaysFlatOverManySteps() {
    try (Parameters parameters = new Parameters(Device.CPU, 1);
        Adam adam = optimiser(parameters)) {
      Tensor weight = parameters.trained().values().iterator().next();
      steps(1, weight, adam); // makes the gradient and the averages of Adam
      // The smallest tensor of a step, its input, has 512 KiB.
      assertThat(NativeMemory.leak(() -> steps(1, weight, adam))).isLessThan(100 << 10);
    }
  }

  private static Adam optimiser(Parameters parameters) {
    parameters.parameter("weight", new Initialisation.Normal(0.1), 256, 256);
    return new Adam(parameters.trained(), Adam.Settings.adamW(0.01), name -> true);
  }

  private static void steps(int count, Tensor weight, Adam adam) {
    float[] numbers = new float[512 * 256]; // one array, so that the Java heap stays flat, too
    for (int i = 0; i < count; i++) {
      try (Scope scope = new Scope()) {
        Tensor input = Tensors.of(numbers, 512, 256);
        input.matmul(weight).add(1.0).square().mean().backward();
        adam.step(1e-3);
        adam.arena().clear();
      }
    }
  }
}

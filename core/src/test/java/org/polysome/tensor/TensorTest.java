package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.fault.EnvironmentException;
import org.polysome.fault.UsageException;

class TensorTest {

  private final Scope scope = new Scope();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void numbersComeBackAsTheyWentIn() {
    float[] floats = {1.5f, -0f, Float.MIN_VALUE, 3e38f, 0.1f, 7};
    assertThat(Tensors.of(floats, 2, 3).toFloats()).containsExactly(floats);
    assertThat(Tensors.of(new double[] {Math.PI}, 1).toDoubles()).containsExactly(Math.PI);
    assertThat(Tensors.of(new int[] {Integer.MIN_VALUE, 5}, 2).toInts())
        .containsExactly(Integer.MIN_VALUE, 5);
    assertThat(Tensors.of(new long[] {Long.MAX_VALUE}, 1).toLongs())
        .containsExactly(Long.MAX_VALUE);
    assertThat(Tensors.of(new byte[] {0, 6, (byte) 255}, 3).toInts()).containsExactly(0, 6, 255);
    Tensor empty = Tensors.of(new float[0], 0, 4);
    assertThat(empty.shape()).containsExactly(0, 4);
    assertThat(empty.toFloats()).isEmpty();
    assertThat(empty.toDoubles()).isEmpty();
    assertThat(empty.toInts()).isEmpty();
    assertThat(empty.toLongs()).isEmpty();
    assertThat(empty.toBytes()).isEmpty();
  }

  @Test
  void aTransposedViewIsReadInItsOwnOrder() {
    Tensor view = Tensors.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose(0, 1);
    assertThat(view.shape()).containsExactly(3, 2);
    assertThat(view.toInts()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void numbersThatDoNotFillTheShapeAreRefused() {
    assertThatThrownBy(() -> Tensors.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 numbers do not fill");
  }

  @Test
  void theGradientOfAPolynomialIsItsDerivative() {
    Tensor x = Tensors.of(new float[] {1, 2, 3}, 3).requiresGradient(true);
    x.multiply(x).multiply(x).sum().backward();
    assertThat(x.gradient().orElseThrow().toFloats()).containsExactly(3, 12, 27);
    x.clearGradient();
    assertThat(x.gradient()).isEmpty();
  }

  @Test
  void nothingIsRecordedWithoutGradient() {
    Tensor x = Tensors.of(new float[] {1}, 1).requiresGradient(true);
    try (NoGradient frozen = new NoGradient()) {
      assertThat(x.multiply(2.0).requiresGradient()).isFalse();
    }
    assertThat(x.multiply(2.0).requiresGradient()).isTrue();
  }

  @Test
  void anEngineFaultIsOneLine() {
    Tensor a = Tensors.zeros(ElementType.FLOAT32, Device.CPU, 2, 3);
    assertThatThrownBy(() -> a.matmul(a))
        .isInstanceOf(EngineException.class)
        .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("\n").contains("2x3"));
    assertThatThrownBy(() -> a.indexSelect(0, Tensors.of(new int[] {9}, 1)))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> a.size(7)).isInstanceOf(EngineException.class);
  }

  @Test
  void memoryThatIsNotThereIsTheEnvironmentsFault() {
    assertThatThrownBy(() -> Tensors.zeros(ElementType.FLOAT32, Device.CPU, 1L << 46))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("out of memory");
  }

  @Test
  void devicesAreNamedOrRefused() {
    assertThat(Device.parse("cpu")).isEqualTo(Device.CPU);
    assertThatThrownBy(() -> Device.parse("tpu")).isInstanceOf(UsageException.class);
    assertThat(Device.CPU).hasToString("cpu");
    assertThat(new Device(Device.Kind.CUDA, 1)).hasToString("cuda:1");
  }

  @Test
  void aSeedRepeatsDropout() {
    Tensor ones = Tensors.full(1, ElementType.FLOAT32, Device.CPU, 1000);
    Engine.seed(7);
    float[] first = Functions.dropout(ones, 0.3).toFloats();
    float[] second = Functions.dropout(ones, 0.3).toFloats();
    Engine.seed(7);
    assertThat(Functions.dropout(ones, 0.3).toFloats()).containsExactly(first);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void bfloat16ProductsKeepFloat32Gradients() {
    Tensor weight = Tensors.of(new float[] {1, 2, 3, 4}, 2, 2).requiresGradient(true);
    Tensor input = Tensors.of(new float[] {1, 1}, 1, 2);
    Tensor output;
    try (Autocast half = new Autocast(Device.CPU)) {
      assertThat(Autocast.isOpen(Device.CPU)).isTrue();
      output = Functions.linear(input, weight, Optional.empty());
    }
    assertThat(Autocast.isOpen(Device.CPU)).isFalse();
    assertThat(output.type()).isEqualTo(ElementType.BFLOAT16);
    output.to(ElementType.FLOAT32).sum().backward();
    assertThat(weight.gradient().orElseThrow().type()).isEqualTo(ElementType.FLOAT32);
    assertThat(weight.gradient().orElseThrow().toFloats()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void edgesAreCountedPerRow() {
    Tensor edges = Tensors.of(new float[] {0, 1, 2, 5, 6, 7}, 2, 3);
    Tensor values = Tensors.of(new float[] {1, 0.5f, 7, 4}, 2, 2);
    assertThat(Functions.edgesAtOrBelow(edges, values).toInts()).containsExactly(2, 1, 3, 0);
  }

  @Test
  void crossEntropySkipsTheIgnoredClass() {
    Tensor scores = Tensors.of(new float[] {0, 0, 5, 1}, 2, 2);
    Tensor classes = Tensors.of(new long[] {1, -1}, 2);
    assertThat(Functions.crossEntropySum(scores, classes, -1).item())
        .isCloseTo(Math.log(2), within(1e-6));
  }

  @Test
  void partsAndJoins() {
    Tensor a = Tensors.of(new float[] {1, 2, 3, 4}, 2, 2);
    assertThat(Tensors.concatenate(List.of(a, a), 0).shape()).containsExactly(4, 2);
    assertThat(Tensors.stack(List.of(a, a), 0).shape()).containsExactly(2, 2, 2);
    assertThat(a.select(1, 1).toFloats()).containsExactly(2, 4);
    assertThat(a.narrow(0, 1, 1).toFloats()).containsExactly(3, 4);
    assertThat(Tensors.where(a.greaterThan(2), a, a.negate()).toFloats())
        .containsExactly(-1, -2, 3, 4);
    assertThat(a.maskedFill(a.lessThan(2), 9).toFloats()).containsExactly(9, 2, 3, 4);
    assertThat(Tensors.range(3, Device.CPU).toLongs()).containsExactly(0, 1, 2);
  }
}

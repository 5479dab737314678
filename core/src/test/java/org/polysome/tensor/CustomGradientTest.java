package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CustomGradientTest {

  /** The product of two, with a gradient that says by its factor who made it. */
  private record Product(double factor) implements CustomGradient.Function {
    @Override
    public Tensor value(List<Tensor> inputs) {
      return inputs.get(0).multiply(inputs.get(1));
    }

    @Override
    public List<Tensor> gradients(List<Tensor> inputs, Tensor outer) {
      return List.of(
          outer.multiply(inputs.get(1)).multiply(factor),
          outer.multiply(inputs.get(0)).multiply(factor));
    }
  }

  private static Tensor leaf(double... numbers) {
    return Tensors.of(numbers, numbers.length).requiresGradient(true);
  }

  @Test
  void theGradientIsTheFunctionsOwn() {
    try (Scope scope = new Scope()) {
      Tensor a = leaf(1, 2, 3);
      Tensor b = leaf(4, 5, 6);
      Tensor product = CustomGradient.apply(new Product(10), List.of(a.multiply(2), b));
      assertThat(product.toDoubles()).containsExactly(8, 20, 36);
      product.multiply(product).sum().backward();
      assertThat(a.gradient().orElseThrow().toDoubles()).containsExactly(1280, 4000, 8640);
      assertThat(b.gradient().orElseThrow().toDoubles()).containsExactly(320, 1600, 4320);
    }
  }

  @Test
  void aChainOfManyIsRightAfterGarbageWasCollected() {
    for (int round = 0; round < 3; round++) {
      try (Scope scope = new Scope()) {
        Tensor a = leaf(1);
        Tensor value = a;
        for (int i = 0; i < 40; i++) {
          value = CustomGradient.apply(new Product(1), List.of(value, leaf(i % 2 == 0 ? 2 : 0.5)));
        }
        System.gc();
        value.sum().backward();
        assertThat(a.gradient().orElseThrow().item()).isEqualTo(1);
      }
    }
  }

  @Test
  void onlyInputsThatAskGetGradients() {
    try (Scope scope = new Scope()) {
      Tensor a = leaf(2);
      Tensor fixed = Tensors.of(new double[] {3}, 1);
      CustomGradient.apply(new Product(1), List.of(fixed, a)).sum().backward();
      assertThat(a.gradient().orElseThrow().item()).isEqualTo(3);
      assertThat(fixed.gradient()).isEmpty();
      assertThat(CustomGradient.apply(new Product(1), List.of(fixed, fixed)).requiresGradient())
          .isFalse();
    }
  }

  @Test
  void withoutGradientsItIsThePlainValue() {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Tensor value = CustomGradient.apply(new Product(1), List.of(leaf(2), leaf(3)));
      assertThat(value.item()).isEqualTo(6);
      assertThat(value.requiresGradient()).isFalse();
    }
  }

  @Test
  void gradientsOfAnotherShapeAreRefused() {
    var wrong =
        new CustomGradient.Function() {
          @Override
          public Tensor value(List<Tensor> inputs) {
            return inputs.getFirst().sum();
          }

          @Override
          public List<Tensor> gradients(List<Tensor> inputs, Tensor outer) {
            return List.of(outer);
          }
        };
    try (Scope scope = new Scope()) {
      Tensor value = CustomGradient.apply(wrong, List.of(leaf(1, 2)));
      assertThatThrownBy(value::backward).hasMessageContaining("do not fit inputs");
    }
  }
}

package org.polysome.objective.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Against the formulas in plain double. */
class ErrorsTest {

  @Test
  void smallDifferencesAreSquaredAndLargeOnesStraight() {
    double[] differences = {0, 0.1, -0.2, 0.25, -0.4, 3};
    double[] expected = {0, 0.02, 0.08, 0.125, 0.275, 2.875};
    try (Scope scope = new Scope()) {
      assertThat(Errors.smooth(Tensors.of(differences, 6), 0.25).toDoubles())
          .containsExactly(expected, within(1e-12));
    }
  }

  @Test
  void aShareOfThePredictionShrinksIt() {
    try (Scope scope = new Scope()) {
      Tensor found = Tensors.of(new double[] {3, -1}, 2);
      Tensor truth = Tensors.of(new double[] {1, 1}, 2);
      assertThat(Errors.of(Tensor::square, 0).apply(found, truth).toDoubles())
          .containsExactly(4, 4);
      assertThat(Errors.of(Tensor::square, 0.5).apply(found, truth).toDoubles())
          .containsExactly(4 + 4.5, 4 + 0.5);
      assertThat(Errors.of(Tensor::abs, 0.5).apply(found, truth).toDoubles())
          .containsExactly(2 + 1.5, 2 + 0.5);
    }
  }

  @Test
  void poissonIsLeastAtTheTruth() {
    try (Scope scope = new Scope()) {
      Tensor truth = Tensors.of(new double[] {0, 1, 2}, 3);
      Tensor found = Tensors.of(new double[] {0.5, 1, -1}, 3);
      double[] expected = {
        Math.exp(0.5) - 0.5, Math.E - Math.E, Math.exp(-1) + Math.exp(2),
      };
      assertThat(Errors.poisson(found, truth).toDoubles()).containsExactly(expected, within(1e-12));
    }
  }
}

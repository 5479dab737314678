package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Against the formulas in plain double. */
class CountActivationTest {

  private static final double TOTAL = 100;
  private static final double[] SCORES = {-2, 0.5, 3, 9};

  private static double[] applied(CountActivation activation) {
    try (Scope scope = new Scope()) {
      Tensor measured = Tensors.of(new double[] {1, 1, 0, 1}, 1, 4);
      return activation.apply(Tensors.of(SCORES, 1, 4), measured, TOTAL).toDoubles();
    }
  }

  @Test
  void isTheFormulaOfEach() {
    double limit = Math.log(101);
    double e = Math.exp(1);
    assertThat(applied(new CountActivation.Identity())).containsExactly(SCORES);
    assertThat(applied(new CountActivation.Relu())).containsExactly(0, 0.5, 3, 9);
    assertThat(applied(new CountActivation.ClampedRelu()))
        .containsExactly(new double[] {0, 0.5, 3, limit}, within(1e-12));
    double[] published = new double[4];
    double[] unit = new double[4];
    for (int i = 1; i < 4; i++) {
      published[i] = limit * Math.tanh(SCORES[i] / (4 * e));
      unit[i] = limit * Math.tanh(SCORES[i] / limit);
    }
    assertThat(applied(new CountActivation.RectifiedTanh(false)))
        .containsExactly(published, within(1e-12));
    assertThat(applied(new CountActivation.RectifiedTanh(true)))
        .containsExactly(unit, within(1e-12));
  }

  @Test
  void sharesAreOfTheMeasuredGenesOrOfAll() {
    for (boolean measured : new boolean[] {true, false}) {
      double sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += measured && i == 2 ? 0 : Math.exp(SCORES[i]);
      }
      double[] expected = new double[4];
      for (int i = 0; i < 4; i++) {
        double share = measured && i == 2 ? 0 : Math.exp(SCORES[i]) / sum;
        expected[i] = Math.log(1 + TOTAL * share);
      }
      assertThat(applied(new CountActivation.Softmax(measured)))
          .containsExactly(expected, within(1e-12));
    }
  }
}

package org.polysome.objective.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Against the formulas in plain double. */
class EntropiesTest {

  private static final double[][] SCORES = {{2, -1, 0.5}, {0, 0.3, 3}, {-2, 1, 1}};
  private static final int[] CLASSES = {0, 1, 2};
  private static final double FLOAT_EPSILON = Math.pow(2, -23);
  private static final double DOUBLE_EPSILON = Math.pow(2, -52);

  private final Scope scope = new Scope();

  @AfterEach
  void free() {
    scope.close();
  }

  private static Tensor scores() {
    return Tensors.of(new double[] {2, -1, 0.5, 0, 0.3, 3, -2, 1, 1}, 3, 3);
  }

  private static Tensor classes() {
    return Tensors.of(new long[] {0, 1, 2}, 3);
  }

  private static double share(int row, int column) {
    double sum = 0;
    for (double score : SCORES[row]) {
      sum += Math.exp(score);
    }
    return Math.exp(SCORES[row][column]) / sum;
  }

  @Test
  void smoothingSpreadsAShareOfTheTruthOverAllClasses() {
    for (double smoothing : new double[] {0, 0.3}) {
      double[] found = Entropies.cross(scores(), classes(), smoothing).toDoubles();
      for (int row = 0; row < 3; row++) {
        double expected = 0;
        for (int column = 0; column < 3; column++) {
          double truth = smoothing / 3 + (column == CLASSES[row] ? 1 - smoothing : 0);
          expected -= truth * Math.log(share(row, column));
        }
        assertThat(found[row]).as("smoothing %s", smoothing).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void asPublishedTheFocalLossAddsTheEpsilonOfItsNumbers() {
    // A share of e^-60 is below both epsilons.
    Tensor sure = Tensors.of(new double[] {0, 60}, 1, 2);
    Tensor first = Tensors.of(new long[] {0}, 1);
    assertThat(Entropies.focal(sure, first, 2, true).item())
        .isCloseTo(-Math.log(DOUBLE_EPSILON), within(1e-6));
    assertThat(Entropies.focal(Tensors.of(new float[] {0, 60}, 1, 2), first, 2, true).item())
        .isCloseTo(-Math.log(FLOAT_EPSILON), within(1e-4));
    assertThat(Entropies.focal(sure, first, 2, false).item()).isCloseTo(60, within(1e-6));
    double[] plain = Entropies.focal(scores(), classes(), 1.5, false).toDoubles();
    for (int row = 0; row < 3; row++) {
      double p = share(row, CLASSES[row]);
      assertThat(plain[row]).isCloseTo(-Math.pow(1 - p, 1.5) * Math.log(p), within(1e-12));
    }
  }

  @Test
  void theBinaryFocalLossIsThatOfTheTruthsSide() {
    double[] logits = {1.5, -0.5, 2, -3};
    double[] truths = {1, 1, 0, 0};
    double[] found =
        Entropies.binaryFocal(Tensors.of(logits, 4), Tensors.of(truths, 4), 2, false).toDoubles();
    for (int i = 0; i < 4; i++) {
      double one = 1 / (1 + Math.exp(-logits[i]));
      double p = truths[i] == 1 ? one : 1 - one;
      assertThat(found[i]).isCloseTo(-(1 - p) * (1 - p) * Math.log(p), within(1e-12));
    }
    Tensor wrong = Tensors.of(new double[] {-80}, 1);
    assertThat(Entropies.binaryFocal(wrong, Tensors.of(new double[] {1}, 1), 0, true).item())
        .isCloseTo(-Math.log(DOUBLE_EPSILON), within(1e-6));
  }

  @Test
  void aProbabilityIsKeptFromZeroAndOneByTheEpsilonOfItsNumbers() {
    double[] probabilities = {0.25, 0.25, 0.9};
    double[] truths = {1, 0, 1};
    double[] found =
        Entropies.bernoulli(Tensors.of(probabilities, 3), Tensors.of(truths, 3)).toDoubles();
    for (int i = 0; i < 3; i++) {
      double p = truths[i] == 1 ? probabilities[i] : 1 - probabilities[i];
      assertThat(found[i]).isCloseTo(-Math.log(p), within(1e-12));
    }
    Tensor one = Tensors.of(new double[] {1}, 1);
    Tensor zero = Tensors.of(new double[] {0}, 1);
    assertThat(Entropies.bernoulli(zero, one).item())
        .isCloseTo(-Math.log(DOUBLE_EPSILON), within(1e-6));
    assertThat(Entropies.bernoulli(one, zero).item())
        .isCloseTo(-Math.log(DOUBLE_EPSILON), within(1e-6));
    Tensor single = Tensors.of(new float[] {1}, 1);
    Tensor none = Tensors.of(new float[] {0}, 1);
    assertThat(Entropies.bernoulli(none, single).item())
        .isCloseTo(-Math.log(FLOAT_EPSILON), within(1e-3));
    assertThat(Entropies.bernoulli(single, none).item())
        .isCloseTo(-Math.log(FLOAT_EPSILON), within(1e-3));
  }

  @Test
  void aHierarchyTakesAllOfTheAllowedClassesTogether() {
    Tensor allowed = Tensors.of(new double[] {1, 1, 0, 0, 1, 1, 1, 0, 0}, 3, 3);
    double[] found = Entropies.hierarchical(scores(), allowed).toDoubles();
    assertThat(found[0]).isCloseTo(-Math.log(share(0, 0) + share(0, 1)), within(1e-12));
    assertThat(found[1]).isCloseTo(-Math.log(share(1, 1) + share(1, 2)), within(1e-12));
    assertThat(found[2]).isCloseTo(-Math.log(share(2, 0)), within(1e-12));
  }
}

package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

class KeepingMixerTest extends BackboneContract {

  private static final int TOKENS = 6;
  private static final int WIDTH = 4;

  @Override
  BackboneSpec spec() {
    return new MlpMixer(12, false, 1e-5, false);
  }

  /**
   * Eq. 5 of the long-tail benchmark with the norm and the residual connection of its code, in
   * plain loops.
   */
  @Test
  void oneBlockIsEquation5() {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 5)) {
      BuildContext context =
          new BuildContext(new Dimensions(1, WIDTH, 1, 1), parameters, new Weights.FanIn());
      Backbone backbone = new MlpMixer(TOKENS, false, 1e-5, false).build(context);
      Random random = new Random(11);
      double[] x = random.doubles(TOKENS * WIDTH, -1, 1).toArray();
      double[] found = forward(backbone, x);
      double[][] along = matrix(parameters, "layers.0.sequence.", TOKENS);
      double[][] across = matrix(parameters, "layers.0.channel.", WIDTH);
      for (int token = 0; token < TOKENS; token++) {
        double[] active = new double[WIDTH];
        for (int d = 0; d < WIDTH; d++) {
          double sum = along[TOKENS][token];
          for (int other = 0; other < TOKENS; other++) {
            sum += along[token][other] * x[other * WIDTH + d];
          }
          active[d] = gelu(sum / Math.sqrt(1 + 1e-5));
        }
        for (int d = 0; d < WIDTH; d++) {
          double expected = x[token * WIDTH + d] + across[WIDTH][d];
          for (int other = 0; other < WIDTH; other++) {
            expected += across[d][other] * active[other];
          }
          assertThat(found[token * WIDTH + d]).isCloseTo(expected, within(1e-5));
        }
      }
    }
  }

  private static double[] forward(Backbone backbone, double[] x) {
    Tensor embedded = Tensors.of(x, 1, TOKENS, WIDTH).to(ElementType.FLOAT32);
    Tensor kinds = Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, 1, TOKENS);
    Sequence sequence = new Sequence(embedded, kinds, kinds, Optional.empty());
    return backbone.forward(sequence, Mode.EVALUATION).toDoubles();
  }

  /** The rows of a weight, and below them its bias. */
  private static double[][] matrix(Parameters parameters, String name, int size) {
    double[] weight = parameters.get(name + "weight").toDoubles();
    double[][] rows = new double[size + 1][];
    for (int row = 0; row < size; row++) {
      rows[row] = java.util.Arrays.copyOfRange(weight, row * size, (row + 1) * size);
    }
    rows[size] = parameters.get(name + "bias").toDoubles();
    return rows;
  }

  /** By the integral of the normal density, with Simpson's rule. */
  private static double gelu(double x) {
    int steps = 2000;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double t = x * i / steps;
      double density = Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
      sum += density * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
    }
    return x * (0.5 + sum * x / steps / 3);
  }
}

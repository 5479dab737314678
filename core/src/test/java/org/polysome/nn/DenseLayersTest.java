package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class DenseLayersTest {

  private static final double[][] INPUT = {{0.3, -1.2}, {2.0, 0.1}, {-0.7, 0.9}};
  private static final double[][] COVARIATES = {{1, 0}, {0, 1}, {0, 0}};
  private static final int HIDDEN = 4;

  @ParameterizedTest
  @EnumSource(DenseLayers.Norm.class)
  void areTheFormula(DenseLayers.Norm norm) {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 7)) {
      BuildContext context =
          new BuildContext(new Dimensions(5, 2, 1, 1), parameters, new Weights.FanIn());
      DenseLayers layers = new DenseLayers(context, new DenseLayers.Form(HIDDEN, 2, norm, 0), 2, 2);
      float[] found =
          layers.forward(tensor(INPUT), Optional.of(tensor(COVARIATES)), Mode.TRAINING).toFloats();
      double[][] states = INPUT;
      for (int n = 0; n < 2; n++) {
        states = layer(parameters, "layer." + n, states, norm);
      }
      for (int cell = 0; cell < 3; cell++) {
        for (int i = 0; i < HIDDEN; i++) {
          assertThat(found[cell * HIDDEN + i]).isCloseTo((float) states[cell][i], within(2e-5f));
        }
      }
    }
  }

  private static Tensor tensor(double[][] rows) {
    float[] numbers = new float[rows.length * rows[0].length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return Tensors.of(numbers, rows.length, rows[0].length);
  }

  private static double[][] layer(
      Parameters parameters, String name, double[][] input, DenseLayers.Norm norm) {
    float[] weight = parameters.get(name + ".weight").toFloats();
    float[] bias = parameters.get(name + ".bias").toFloats();
    int read = input[0].length + 2;
    double[][] output = new double[input.length][HIDDEN];
    for (int cell = 0; cell < input.length; cell++) {
      for (int o = 0; o < HIDDEN; o++) {
        output[cell][o] = bias[o];
        for (int i = 0; i < read; i++) {
          double number = i < read - 2 ? input[cell][i] : COVARIATES[cell][i - read + 2];
          output[cell][o] += weight[o * read + i] * number;
        }
      }
    }
    if (norm.ofBatch()) {
      output = transposed(standardised(transposed(output), 1e-3));
    }
    output = norm.ofCell() ? standardised(output, 1e-5) : output;
    for (double[] row : output) {
      for (int o = 0; o < HIDDEN; o++) {
        row[o] = Math.max(row[o], 0);
      }
    }
    return output;
  }

  private static double[][] standardised(double[][] rows, double epsilon) {
    double[][] result = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      double mean = java.util.Arrays.stream(rows[r]).average().orElseThrow();
      double variance =
          java.util.Arrays.stream(rows[r])
              .map(x -> (x - mean) * (x - mean))
              .average()
              .orElseThrow();
      result[r] =
          java.util.Arrays.stream(rows[r])
              .map(x -> (x - mean) / Math.sqrt(variance + epsilon))
              .toArray();
    }
    return result;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] result = new double[rows[0].length][rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[0].length; c++) {
        result[c][r] = rows[r][c];
      }
    }
    return result;
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new DenseLayers.Form(0, 1, DenseLayers.Norm.NONE, 0))
        .hasMessageContaining("hidden");
    assertThatThrownBy(() -> new DenseLayers.Form(3, 1, DenseLayers.Norm.NONE, 1))
        .hasMessageContaining("dropout");
  }
}

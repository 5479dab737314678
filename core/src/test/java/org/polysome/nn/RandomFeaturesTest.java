package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;

class RandomFeaturesTest {

  @ParameterizedTest
  @CsvSource({"20, 8", "5, 8", "16, 16", "266, 64"})
  void rowsAreOrthogonalInBlocks(int features, int dim) {
    float[] rows = RandomFeatures.draw(features, dim, RowNorm.CONSTANT, 11);
    for (int a = 0; a < features; a++) {
      assertThat(product(rows, a, a, dim)).isCloseTo(dim, within(1e-4));
      for (int b = a / dim * dim; b < a; b++) {
        assertThat(product(rows, a, b, dim)).as("%d and %d", a, b).isCloseTo(0, within(1e-4));
      }
    }
  }

  /** The mean of chi-square with d degrees is d, its deviation the root of 2 d. */
  @Test
  void lengthsAreThoseOfNormalVectors() {
    int dim = 8;
    int features = 4000;
    float[] rows = RandomFeatures.draw(features, dim, RowNorm.CHI, 12);
    double sum = 0;
    for (int row = 0; row < features; row++) {
      sum += product(rows, row, row, dim);
    }
    double error = Math.sqrt(2.0 * dim / features);
    assertThat(sum / features).isCloseTo(dim, within(5 * error));
  }

  @Test
  void areDrawnAgainAsAFunctionOfSeedNameAndTime() {
    try (Parameters first = new Parameters(Device.CPU, 3);
        Parameters second = new Parameters(Device.CPU, 3);
        Parameters other = new Parameters(Device.CPU, 4)) {
      long[] shape = {10, 4};
      RandomFeatures killed = new RandomFeatures(first.in("a"), shape, RowNorm.CHI, 5);
      float[] start = killed.projection().toFloats();
      killed.atStep(0);
      killed.atStep(4);
      assertThat(killed.projection().toFloats()).containsExactly(start);
      killed.atStep(5);
      float[] drawn = killed.projection().toFloats();
      assertThat(drawn).isNotEqualTo(start);
      killed.atStep(6);
      assertThat(killed.projection().toFloats()).containsExactly(drawn);

      RandomFeatures resumed = new RandomFeatures(second.in("a"), shape, RowNorm.CHI, 5);
      resumed.atStep(5);
      assertThat(resumed.projection().toFloats()).containsExactly(drawn);
      RandomFeatures layer = new RandomFeatures(second.in("b"), shape, RowNorm.CHI, 5);
      assertThat(layer.projection().toFloats()).isNotEqualTo(start);
      RandomFeatures seed = new RandomFeatures(other.in("a"), shape, RowNorm.CHI, 0);
      float[] never = seed.projection().toFloats();
      assertThat(never).isNotEqualTo(start);
      seed.atStep(5);
      assertThat(seed.projection().toFloats()).containsExactly(never);
      assertThat(first.buffers().keySet()).containsExactly("a.projection");
    }
  }

  private static double product(float[] rows, int a, int b, int dim) {
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      sum += (double) rows[a * dim + i] * rows[b * dim + i];
    }
    return sum;
  }
}

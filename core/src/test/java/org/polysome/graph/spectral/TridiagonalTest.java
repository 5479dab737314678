package org.polysome.graph.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.matrix.DenseMatrix;

class TridiagonalTest {

  @ParameterizedTest(name = "{0} rows, seed 5")
  @ValueSource(ints = {1, 2, 3, 17, 60})
  void agreesWithRotations(int n) {
    Random random = new Random(5);
    double[] diagonal = random.doubles(n, -1, 1).toArray();
    double[] beside = random.doubles(n - 1, -1, 1).toArray();
    if (n > 10) {
      beside[4] = 0;
      beside[7] = 1e-9;
    }
    DenseMatrix full = DenseMatrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      full.values()[i * n + i] = diagonal[i];
      if (i + 1 < n) {
        full.values()[i * n + i + 1] = full.values()[(i + 1) * n + i] = beside[i];
      }
    }
    Tridiagonal found = Tridiagonal.of(diagonal, beside);
    double[] sorted = DoubleStream.of(found.values()).map(v -> -v).sorted().map(v -> -v).toArray();
    assertThat(sorted).containsExactly(SymmetricEigen.of(full).values(), Offset.offset(1e-13));
    for (int i = 0; i < n; i++) {
      double[] vector = found.vectors().rows(i, i + 1).values();
      assertThat(Arrays.stream(vector).map(v -> v * v).sum()).isEqualTo(1, Offset.offset(1e-12));
      for (int row = 0; row < n; row++) {
        double image = 0;
        for (int j = 0; j < n; j++) {
          image += full.get(row, j) * vector[j];
        }
        assertThat(image).isEqualTo(found.values()[i] * vector[row], Offset.offset(1e-12));
      }
    }
  }

  @Test
  void zerosAreTheirOwnEigenvalues() {
    assertThat(Tridiagonal.of(new double[4], new double[3]).values()).containsOnly(0);
  }
}

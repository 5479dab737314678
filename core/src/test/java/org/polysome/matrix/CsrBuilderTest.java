package org.polysome.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.random.Seeds;

class CsrBuilderTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void entriesInAnyOrderMakeTheRowsThatADenseSumMakes(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    int columns = 1 + random.nextInt(20);
    int rows = random.nextInt(2000);
    float[][] dense = new float[rows][columns];
    CsrBuilder builder = new CsrBuilder(columns, 0);
    for (int r = 0; r < rows; r++) {
      for (int k = random.nextInt(2 * columns); k > 0; k--) {
        int column = random.nextInt(columns);
        int value = random.nextInt(-2, 5);
        dense[r][column] += value;
        builder.add(column, value);
      }
      builder.endRow();
    }
    CsrMatrix sparse = builder.build();
    float[][] actual = new float[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int i = sparse.indptr()[r]; i < sparse.indptr()[r + 1]; i++) {
        assertThat(i == sparse.indptr()[r] || sparse.indices()[i - 1] < sparse.indices()[i])
            .isTrue();
        assertThat(sparse.values()[i]).isNotZero();
        actual[r][sparse.indices()[i]] = sparse.values()[i];
      }
    }
    assertThat(actual).isDeepEqualTo(dense);
  }

  @org.junit.jupiter.api.Test
  void aColumnOutsideIsRefused() {
    CsrBuilder builder = new CsrBuilder(3, 1);
    assertThatThrownBy(() -> builder.add(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}

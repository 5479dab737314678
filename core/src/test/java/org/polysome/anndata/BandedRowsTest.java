package org.polysome.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.random.Seeds;

class BandedRowsTest {

  @ParameterizedTest(name = "budget {0}")
  @ValueSource(longs = {0, 1, 60, 100_000})
  void rowsDoNotDependOnHowManyFitIntoMemory(long budget) {
    RandomGenerator random = Seeds.generator(budget, 7);
    int rows = 40;
    int columns = 30;
    float[][] dense = new float[rows][columns];
    for (float[] row : dense) {
      for (int c = 0; c < columns; c++) {
        row[c] = Math.max(0, random.nextInt(-3, 4));
      }
    }
    EntrySource byColumn =
        visitor -> {
          for (int c = columns - 1; c >= 0; c--) {
            for (int r = 0; r < rows; r++) {
              visitor.entry(r, c, dense[r][c]); // zeros too: a file may store them
            }
          }
        };
    MatrixStorage storage = new MatrixStorage("csc", "float32", (long) rows * columns);
    BandedRows banded = new BandedRows(rows, columns, storage, byColumn, budget);
    for (int[] block : new int[][] {{0, 40}, {5, 6}, {39, 40}, {0, 17}, {3, 3}}) {
      CsrBuilder expected = new CsrBuilder(columns, 10);
      for (int r = block[0]; r < block[1]; r++) {
        for (int c = 0; c < columns; c++) {
          expected.add(c, dense[r][c]);
        }
        expected.endRow();
      }
      CsrMatrix actual = banded.rows(block[0], block[1]);
      assertThat(actual).usingRecursiveComparison().isEqualTo(expected.build());
    }
  }
}

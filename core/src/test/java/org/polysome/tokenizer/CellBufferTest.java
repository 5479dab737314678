package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.CsrMatrix;

class CellBufferTest {

  /** Whatever it is filled from, the cell and its hash are the same. */
  @Test
  void aRowOfABlockIsTheCellOfItsGenesAndCounts() {
    CsrMatrix block =
        new CsrMatrix(
            3,
            9,
            new int[] {0, 2, 2, 5},
            new int[] {1, 4, 0, 3, 8},
            new float[] {7, 1, 2, 0.5f, 3});
    Cell[] expected = {
      new Cell(new int[] {1, 4}, new float[] {7, 1}, 5),
      new Cell(new int[0], new float[0], 6),
      new Cell(new int[] {0, 3, 8}, new float[] {2, 0.5f, 3}, 7)
    };
    double[] totals = {8, 0, 5.5};
    CellBuffer buffer = new CellBuffer();
    // Backwards, so that a shorter cell follows a longer one.
    for (int row = 2; row >= 0; row--) {
      buffer.set(block, row, 5 + row);
      Cell cell = buffer.toCell();
      assertThat(cell.genes()).isEqualTo(expected[row].genes());
      assertThat(cell.counts()).isEqualTo(expected[row].counts());
      assertThat(cell.source()).isEqualTo(5 + row);
      assertThat(buffer.contentHash()).isEqualTo(expected[row].contentHash());
      assertThat(buffer.total()).isEqualTo(totals[row]);
    }
  }

  @Test
  void growsWithItsCells() {
    int size = 10_000;
    float[] counts = new float[size];
    Arrays.fill(counts, 2);
    int[] genes = IntStream.range(0, size).toArray();
    CellBuffer buffer = new CellBuffer();
    buffer.set(new CsrMatrix(1, size, new int[] {0, size}, genes, counts), 0, 0);
    assertThat(buffer.toCell().genes()).isEqualTo(genes);
    assertThat(buffer.total()).isEqualTo(2.0 * size);
  }
}

package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

class VariableGenesTest {

  private static final int CELLS = 40;
  private static final int GENES = 200;

  /** scanpy 1.11.5, flavor 'seurat', 12 genes. */
  private static final int[] SCANPY_OF_ALL = {
    43, 73, 109, 128, 138, 154, 162, 172, 174, 181, 191, 199
  };

  private static final int[] SCANPY_OF_15 = {2, 5, 6, 21, 73, 87, 121, 151, 154, 162, 174, 179};

  /** The counts of the scanpy run: count(i, j) below, scaled to 100 a cell, log1p. */
  private static CsrMatrix values() {
    CsrBuilder builder = new CsrBuilder(GENES, 100);
    for (int i = 0; i < CELLS; i++) {
      double total = 0;
      for (int j = 0; j < GENES; j++) {
        total += count(i, j);
      }
      for (int j = 0; j < GENES; j++) {
        builder.add(j, (float) Math.log1p(count(i, j) * 100 / total));
      }
      builder.endRow();
    }
    return builder.build();
  }

  private static int count(int i, int j) {
    long h = (7919L * (i + 1) + 104729L * (j + 1) + 31L * (i + 1) * (i + 1) * (j + 1)) % 997;
    return j % 17 == 3 ? 0 : (int) (h * h % 1009 * (1 + j % 13) / 997 / (1 + j % 5));
  }

  private static int[] firstCells(int count) {
    return IntStream.range(0, count).toArray();
  }

  @Test
  void agreesWithScanpy() {
    assertThat(VariableGenes.select(values(), firstCells(CELLS), 12))
        .containsExactly(SCANPY_OF_ALL);
    assertThat(VariableGenes.select(values(), firstCells(15), 12)).containsExactly(SCANPY_OF_15);
  }

  /** Sums of cells that come one by one against the matrix at once. */
  @Test
  void cellRangersRuleIsThatOfItsMatrix() {
    CsrMatrix values = values();
    VariableGenes genes = new VariableGenes(GENES);
    for (int i = 0; i < values.entries(); i++) {
      genes.add(values.indices()[i], values.values()[i]);
    }
    BitSet all = new BitSet();
    all.set(0, GENES);
    genes.measured(all, CELLS);
    CellRangerDispersions expected = CellRangerDispersions.of(values, firstCells(CELLS));
    for (int count : new int[] {5, 12, 40}) {
      int[] found = genes.selectByCellRanger(count);
      assertThat(found).hasSize(count);
      assertThat(expected.select(count)).contains(found);
    }
    assertThat(genes.selectByCellRanger(12)).isNotEqualTo(SCANPY_OF_ALL);
  }

  @Test
  void genesThatWereNotSeenAreNotSelected() {
    int[] selected = VariableGenes.select(values(), firstCells(CELLS), 1000);
    assertThat(selected).hasSize(151);
    assertThat(IntStream.of(selected).filter(j -> j % 17 == 3)).isEmpty();
    assertThat(selected).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void onlyTheGivenCellsAreLookedAt() {
    CsrBuilder builder = new CsrBuilder(3, 10);
    for (int cell = 0; cell < 6; cell++) {
      builder.add(0, 1);
      builder.add(1, cell < 4 ? 1 + cell % 2 : 1);
      builder.add(2, cell < 4 ? 1 : 5F * (cell - 3));
      builder.endRow();
    }
    assertThat(VariableGenes.select(builder.build(), firstCells(4), 1)).containsExactly(1);
  }
}

package org.polysome.metric.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.regression.PrincipalRegression;

class CellCycleConservationTest {

  private static final int CELLS = 120;
  private static final int GENES = 80;
  private static final int[] SYNTHESIS = {1, 5, 9, 13, 17};
  private static final int[] DIVISION = {2, 6, 10, 14, 18, 22};
  private static final Groups BATCHES =
      Groups.of(IntStream.range(0, CELLS).map(cell -> 2 * (cell % 3)).toArray());
  private static final DenseMatrix BEFORE = cycling();
  private static final CellCycleConservation METRIC =
      new CellCycleConservation(SYNTHESIS, DIVISION, PrincipalRegression.all());

  private static DenseMatrix cycling() {
    DenseMatrix cells = Points.lattice(CELLS, GENES, 12);
    var random = new Random(12);
    for (int cell = 0; cell < CELLS; cell++) {
      int[] phase = random.nextBoolean() ? SYNTHESIS : DIVISION;
      for (int gene : phase) {
        cells.values()[cell * GENES + gene] += 3;
      }
    }
    return cells;
  }

  @Test
  void nothingChangesByItself() {
    for (var regression :
        new PrincipalRegression[] {PrincipalRegression.all(), new PrincipalRegression(5, 1)}) {
      var metric = new CellCycleConservation(SYNTHESIS, DIVISION, regression);
      assertThat(value(metric, BEFORE)).isEqualTo(1, Offset.offset(1e-12));
    }
    assertThat(
            METRIC
                .of(CellRows.of(Points.sparse(BEFORE)), CellRows.of(BEFORE), BATCHES)
                .value()
                .orElseThrow())
        .isEqualTo(1, Offset.offset(1e-9));
  }

  @Test
  void batchesMayMove() {
    DenseMatrix moved = BEFORE.select(IntStream.range(0, CELLS).toArray());
    for (int i = 0; i < moved.values().length; i++) {
      moved.values()[i] += 5 * (i / GENES % 3);
    }
    assertThat(value(METRIC, moved)).isEqualTo(1, Offset.offset(1e-9));
  }

  @Test
  void noiseAroundCellsLosesTheCycle() {
    DenseMatrix noise = Points.normal(CELLS, GENES, 4);
    Arrays.setAll(noise.values(), i -> BEFORE.values()[i] + 2 * noise.values()[i]);
    assertThat(value(METRIC, noise)).isBetween(0.05, 0.7);
  }

  @Test
  void aCycleThatExplainsTwiceAsMuchIsNotKept() {
    DenseMatrix loud = BEFORE.select(IntStream.range(0, CELLS).toArray());
    double[] means = ColumnMeans.of(loud);
    for (int cell = 0; cell < CELLS; cell++) {
      for (int gene : SYNTHESIS) {
        loud.values()[cell * GENES + gene] =
            means[gene] + 9 * (BEFORE.get(cell, gene) - means[gene]);
      }
    }
    assertThat(value(METRIC, loud)).isZero();
  }

  @Test
  void saysWhereItCannotBe() {
    CellRows rows = CellRows.of(BEFORE);
    var none = new CellCycleConservation(new int[0], DIVISION, PrincipalRegression.all());
    assertThat(none.of(rows, rows, BATCHES)).isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
    Groups single = Groups.of(IntStream.range(0, CELLS).toArray());
    assertThat(METRIC.of(rows, rows, single).status()).isEqualTo(Status.TOO_FEW_CELLS);
    CellRows flat = CellRows.of(DenseMatrix.zeros(CELLS, 4));
    assertThat(METRIC.of(rows, flat, BATCHES).status()).isEqualTo(Status.CONSTANT);
    assertThatThrownBy(() -> METRIC.of(rows, CellRows.of(DenseMatrix.zeros(3, 4)), BATCHES))
        .hasMessageContaining("3 after");
  }

  private static double value(CellCycleConservation metric, DenseMatrix after) {
    return metric.of(CellRows.of(BEFORE), CellRows.of(after), BATCHES).value().orElseThrow();
  }
}

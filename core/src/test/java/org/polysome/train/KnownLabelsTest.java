package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polysome.corpus.CellStore;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.TokenBatch;

/** A store of four cells whose column has the labels T, B, NK, and a run that knows NK and T. */
class KnownLabelsTest {

  private static final int[] CODES = {2, 1, TokenBatch.NO_LABEL, 0};

  private static final CellStore STORE =
      new CellStore() {
        @Override
        public void read(int row, CellBuffer buffer) {
          buffer.set(new Cell(new int[] {row}, new float[] {row + 1}, 0));
        }

        @Override
        public int[] labels(String column, int[] rows) {
          return Arrays.stream(rows).map(row -> CODES[row]).toArray();
        }
      };

  private static final KnownLabels KNOWN =
      new KnownLabels(
          STORE,
          Map.of("type", LabelDictionary.of(List.of("NK", "T"), List.of())),
          column -> List.of("T", "B", "NK"));

  @Test
  void codesAreThoseOfTheRunAndUnknownLabelsAreNone() {
    assertThat(KNOWN.labels("type", new int[] {3, 0, 1, 2}))
        .containsExactly(1, 0, TokenBatch.NO_LABEL, TokenBatch.NO_LABEL);
  }

  @Test
  void cellsAreThoseOfTheStore() {
    CellBuffer buffer = new CellBuffer();
    KNOWN.read(3, buffer);
    assertThat(buffer.size()).isEqualTo(1);
    assertThat(buffer.genes()[0]).isEqualTo(3);
    assertThat(buffer.counts()[0]).isEqualTo(4);
  }
}

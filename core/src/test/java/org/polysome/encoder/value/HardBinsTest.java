package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.random.Seeds;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.QuantileBins;
import org.polysome.tokenizer.TokenKind;

class HardBinsTest extends ValueEncoderContract {

  private static final int CELLS = 20;
  private static final int TOKENS = 60;

  @Override
  ValueEncoderSpec spec() {
    return new HardBins(5, new BinEdges.CellQuantiles(), Input.COUNTS, false);
  }

  /** Quantiles are those of seen genes, of which a cell of depth tokens alone has none. */
  @Override
  boolean showsDepths() {
    return false;
  }

  /** Cells of few and many distinct values, with zeros, hidden values, and nothing at all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50})
  void quantileBinsAreThoseOfTheHost(int bins) {
    float[] values = new float[CELLS * TOKENS];
    byte[] kinds = new byte[CELLS * TOKENS];
    Arrays.fill(kinds, TokenKind.VALUE.code());
    for (int cell = 0; cell < CELLS; cell++) {
      RandomGenerator random = Seeds.generator(8, cell);
      for (int i = 0; i < TOKENS * cell / (CELLS - 1); i++) {
        values[cell * TOKENS + i] = (float) Math.log1p(random.nextInt(1 + cell * cell));
      }
    }
    try (Scope scope = new Scope()) {
      long[] shape = {CELLS, TOKENS};
      TokenValues tokens =
          new TokenValues(
              Tensors.of(values, shape),
              Tensors.of(values, shape),
              Tensors.of(kinds, shape).to(ElementType.INT32));
      int[] found = new BinEdges.CellQuantiles().bin(tokens, Input.NORMALISED, bins).toInts();
      for (int cell = 0; cell < CELLS; cell++) {
        float[] row = Arrays.copyOfRange(values, cell * TOKENS, (cell + 1) * TOKENS);
        assertThat(Arrays.copyOfRange(found, cell * TOKENS, (cell + 1) * TOKENS))
            .as("cell %d, seed 8", cell)
            .containsExactly(QuantileBins.bins(row, bins));
      }
    }
  }

  @Test
  void valuesBeyondTheOuterEdgesFallIntoTheOuterBins() {
    try (Scope scope = new Scope()) {
      var edges = Tensors.of(new double[] {1, 2, 3}, 1, 3);
      var values = Tensors.of(new float[] {0, 0.5f, 1, 1.9f, 2, 3, 99}, 1, 7);
      assertThat(BinEdges.bin(values, edges).toInts()).containsExactly(0, 1, 1, 1, 2, 2, 2);
    }
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new HardBins(0, new BinEdges.CellQuantiles(), Input.COUNTS, false))
        .hasMessageContaining("bins");
    assertThatThrownBy(() -> new BinEdges.Even(0)).hasMessageContaining("maximum");
    assertThatThrownBy(() -> read(HardBins.class, "{bins: 2, edges: {type: given, edges: [0, 1]}}"))
        .hasMessageContaining("must be 3 for 2 bins");
    assertThatThrownBy(
            () -> read(HardBins.class, "{bins: 2, edges: {type: given, edges: [0, 2, 1]}}"))
        .hasMessageContaining("ascend");
  }
}

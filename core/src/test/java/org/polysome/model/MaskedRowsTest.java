package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.tensor.Device;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

class MaskedRowsTest {

  /** Of three cells of two tokens, both of the first are hidden and one of the last. */
  @Test
  void standBesideTheirTokenTheirCellAndItsLabel() {
    try (Scope scope = new Scope()) {
      TokenBatch.Masked masked =
          new TokenBatch.Masked(
              new int[] {0, 1, 5},
              new int[] {3, 4, 5},
              new float[] {4, 5, 6},
              new float[] {1, 2, 3});
      MaskedRows rows = MaskedRows.of(batch(masked), Device.CPU).orElseThrow();
      Tensor tokens = Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2, 1);
      Tensor cells = Tensors.of(new float[] {10, 20, 30}, 3, 1);
      Tensor labels = Tensors.of(new double[] {7, 8, 9}, 3, 1);
      Tensor found = rows.ofTokens(tokens);
      assertThat(found.toFloats()).containsExactly(1, 2, 6);
      assertThat(rows.ofCells(cells).toFloats()).containsExactly(10, 10, 30);
      assertThat(rows.joined(found, Optional.of(labels)).toFloats())
          .containsExactly(1, 7, 2, 7, 6, 9);
      assertThat(rows.joined(found, Optional.empty()).toFloats()).containsExactly(1, 2, 6);
    }
  }

  private static TokenBatch batch(TokenBatch.Masked masked) {
    TokenBatch seen = TokenBatches.batch(TokenBatches.cells(1, 2, 2, 2));
    return new TokenBatch(
        seen.cells(),
        seen.tokens(),
        seen.genes(),
        seen.values(),
        seen.counts(),
        seen.kinds(),
        seen.lengths(),
        seen.sources(),
        Map.of(),
        Optional.of(masked),
        Optional.empty(),
        Map.of());
  }
}

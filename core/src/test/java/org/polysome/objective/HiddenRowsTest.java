package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.tensor.Device;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class HiddenRowsTest {

  /** Of three cells of two tokens, both of the first are hidden and one of the last. */
  @Test
  void standBesideTheirTokenTheirCellAndItsLabel() {
    HiddenValues hidden =
        HiddenValues.of(GoldenBatches.hidden(new float[] {4, 5, -100, -100, -100, 6}, 3));
    try (Scope scope = new Scope()) {
      HiddenRows rows = new HiddenRows(hidden, Device.CPU);
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
}

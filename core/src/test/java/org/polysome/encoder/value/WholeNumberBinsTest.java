package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensors;

/** Values that the tokenizer has binned, with scGPT's layer norm behind the table. */
class WholeNumberBinsTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(
        HardBins.class, "{bins: 30, edges: whole-numbers, layer-norm: true, input: counts}");
  }

  @Test
  void eachNumberIsItsOwnBin() {
    BinEdges edges = new BinEdges.WholeNumbers();
    try (var scope = new Scope()) {
      var numbers = Tensors.of(new float[] {0, 1, 2, 29, 30, 31}, 1, 6);
      var kinds = numbers.to(ElementType.INT32);
      assertThat(edges.bin(new TokenValues(numbers, numbers, kinds), Input.COUNTS, 30).toInts())
          .containsExactly(0, 1, 2, 29, 30, 30);
    }
  }
}

package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.nn.Mode;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** The number itself, with numbers for what is hidden and for what stands for no gene. */
class NumberedScalarTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(Scalar.class, "{input: counts, others: {type: number, mask: -2, special: -7}}");
  }

  @Test
  void hiddenValuesAndTokensWithoutAGeneAreTheirNumbers() {
    TokenBatch batch = TokenBatches.batch(TokenBatches.cells(4, 40));
    try (Scope scope = new Scope()) {
      float[] found = encoder().forward(read(batch), Mode.EVALUATION).toFloats();
      for (int i = 0; i < found.length; i++) {
        float expected =
            switch (TokenKind.values()[batch.kinds()[i]]) {
              case MASK -> -2;
              case CLS -> -7;
              default -> batch.counts()[i];
            };
        assertThat(found[i]).isEqualTo(expected);
      }
    }
  }
}

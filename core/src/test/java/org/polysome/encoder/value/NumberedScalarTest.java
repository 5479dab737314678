package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.nn.Mode;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** The number itself, with a number for what is hidden. */
class NumberedScalarTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(Scalar.class, "{input: counts, others: {type: number, mask: -2}}");
  }

  @Test
  void hiddenValuesAreTheNumberAndTheClsTokenIsZero() {
    TokenBatch batch = TokenBatches.batch(TokenBatches.cells(4, 40));
    try (Scope scope = new Scope()) {
      float[] found = encoder().forward(read(batch), Mode.EVALUATION).toFloats();
      for (int i = 0; i < found.length; i++) {
        boolean hidden = batch.kinds()[i] == TokenKind.MASK.code();
        assertThat(found[i]).isEqualTo(hidden ? -2 : batch.counts()[i]);
      }
    }
  }
}

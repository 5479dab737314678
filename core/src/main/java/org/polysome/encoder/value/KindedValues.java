package org.polysome.encoder.value;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Embedding;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * Numbers through an encoder of numbers, everything else (mask, cls, padding) by a learned vector
 * of its kind: parameter {@code kinds.weight} (kinds, width), of which the rows of numbers are
 * idle.
 */
final class KindedValues implements ValueEncoder {

  private final ValueEncoder numbers;
  private final Zero zero;
  private final Embedding kinds;

  KindedValues(BuildContext context, Zero zero, ValueEncoder numbers) {
    this(context, context.width(), zero, numbers);
  }

  KindedValues(BuildContext context, int width, Zero zero, ValueEncoder numbers) {
    this.numbers = numbers;
    this.zero = zero;
    kinds =
        new Embedding(context.in("kinds"), TokenKind.count(context.sizes().furtherKinds()), width);
  }

  @Override
  public Tensor forward(TokenValues tokens, Mode mode) {
    Tensor encoded = numbers.forward(tokens, mode);
    Tensor others = kinds.forward(tokens.kinds()).to(encoded.type());
    return Tensors.where(tokens.hold(zero).unsqueeze(-1), encoded, others);
  }
}

package org.polysome.encoder.gene;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Embedding;
import org.polysome.tokenizer.TokenKind;

/**
 * A learned vector per gene and per kind of token without a gene: parameter {@code weight} (genes +
 * kinds, width).
 */
public record Learned() implements GeneEncoderSpec {

  @Override
  public GeneEncoder build(BuildContext context) {
    int rows = context.sizes().genes() + TokenKind.values().length;
    return new Embedding(context, rows, context.width())::forward;
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return 0;
  }
}

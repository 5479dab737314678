package org.polysome.encoder.gene;

import org.polysome.config.Default;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Embedding;
import org.polysome.tokenizer.TokenKind;

/**
 * A learned vector per gene and per kind of token without a gene: parameter {@code weight} (genes +
 * kinds, width).
 *
 * @param layerNorm whether layer norm follows, as in scGPT: parameters {@code norm.*}
 */
public record Learned(@Default("false") boolean layerNorm) implements GeneEncoderSpec {

  @Override
  public GeneEncoder build(BuildContext context) {
    int rows = TokenKind.rows(context.sizes().genes(), context.sizes().furtherKinds());
    Embedding table = new Embedding(context, rows, context.width());
    return Normed.of(context, layerNorm, table::forward);
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return 0;
  }
}

package org.polysome.model;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;

/** What is done to the sum of a token's gene and value vectors. */
public sealed interface EmbeddingNorm {

  /** Makes the live layer (cells, tokens, width) to the same. */
  TokenNorm build(BuildContext context);

  /** Nothing. */
  record None() implements EmbeddingNorm {
    @Override
    public TokenNorm build(BuildContext context) {
      return (tokens, batch, mode) -> tokens;
    }
  }

  /**
   * Layer norm, as in BERT.
   *
   * @param epsilon added to the variance
   */
  record LayerNorm(@Default("1e-12") double epsilon) implements EmbeddingNorm {

    /** Checks epsilon. */
    public LayerNorm {
      Require.positive("epsilon", epsilon);
    }

    @Override
    public TokenNorm build(BuildContext context) {
      Layer norm = new org.polysome.nn.LayerNorm(context, context.width(), epsilon);
      return (tokens, batch, mode) -> norm.forward(tokens, mode);
    }
  }
}

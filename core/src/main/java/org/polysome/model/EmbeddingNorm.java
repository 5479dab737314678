package org.polysome.model;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.Traits;

/** What is done to the sum of a token's gene and value vectors. */
public sealed interface EmbeddingNorm {

  /** Makes the live layer (cells, tokens, width) to the same. */
  TokenNorm build(BuildContext context);

  /** The columns of {@code obs} that it reads. */
  default List<String> columns() {
    return List.of();
  }

  /** What it promises about its input where nothing is trained. */
  default Traits traits() {
    return Traits.FREE;
  }

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

  /**
   * Batch norm with statistics of its own for each label of a column (domain-specific batch norm,
   * as in scGPT): in training those of the cells of the label in the batch, afterwards the running
   * ones, so that an embedding does not depend on other cells. Cells without a known label are
   * normalised by the running statistics of all labels together. Buffers {@code running-mean} and
   * {@code running-variance} (labels, width); parameters {@code weight} and {@code bias} (labels,
   * width) where {@code affine}.
   *
   * @param column of {@code obs}
   * @param epsilon added to the variance
   * @param momentum share of a batch in the running statistics
   * @param affine whether a scale and a shift per label are learned; the published code leaves it
   * @param asPublished whether padding counts in the statistics of a batch, as in the published
   *     code
   */
  record DomainBatchNorm(
      String column,
      @Default("6.1e-5") double epsilon,
      @Default("0.1") double momentum,
      @Default("false") boolean affine,
      @Default("false") boolean asPublished)
      implements EmbeddingNorm {

    /** Checks the numbers. */
    public DomainBatchNorm {
      Require.positive("epsilon", epsilon);
      Require.that(momentum > 0 && momentum <= 1, "momentum", "must be above 0 to 1", momentum);
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public Traits traits() {
      return Traits.FREE.withBatchNorm();
    }

    @Override
    public TokenNorm build(BuildContext context) {
      return new LiveDomainBatchNorm(this, context);
    }
  }
}

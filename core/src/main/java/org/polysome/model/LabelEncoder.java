package org.polysome.model;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Embedding;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * What stands for a label of a cell, such as its experimental batch, beside the states that heads
 * predict values from. The embedding of the cell itself does not see it.
 */
public sealed interface LabelEncoder {

  /** The columns of {@code obs} that it reads. */
  List<String> columns();

  /** Numbers per cell, given the width of the model. */
  int width(int modelWidth);

  /** Makes the live encoder: from a batch to (cells, width). */
  LabelVectors build(BuildContext context);

  /** A live {@link LabelEncoder}. */
  @FunctionalInterface
  interface LabelVectors {
    /** The vector of each cell's label, (cells, width); nothing where labels are not encoded. */
    Optional<Tensor> of(ModelBatch batch);
  }

  /** Nothing. */
  record None() implements LabelEncoder {
    @Override
    public List<String> columns() {
      return List.of();
    }

    @Override
    public int width(int modelWidth) {
      return 0;
    }

    @Override
    public LabelVectors build(BuildContext context) {
      return batch -> Optional.empty();
    }
  }

  /**
   * A learned vector per label and one more for cells without a label, layer-normalised as in
   * scGPT: parameters {@code table.weight} (labels + 1, width), {@code norm.weight}, {@code
   * norm.bias}.
   *
   * @param column of {@code obs}
   * @param epsilon added to the variance by the norm
   */
  record Learned(String column, @Default("1e-5") double epsilon) implements LabelEncoder {

    /** Checks epsilon. */
    public Learned {
      Require.positive("epsilon", epsilon);
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public int width(int modelWidth) {
      return modelWidth;
    }

    @Override
    public LabelVectors build(BuildContext context) {
      int labels = context.labels(column);
      Embedding table = new Embedding(context.in("table"), labels + 1, context.width());
      var norm = new org.polysome.nn.LayerNorm(context.in("norm"), context.width(), epsilon);
      return batch -> {
        Tensor codes = batch.labels(column);
        Tensor missing = Tensors.full(labels, codes.type(), codes.device());
        Tensor known = Tensors.where(codes.equalTo(TokenBatch.NO_LABEL), missing, codes);
        return Optional.of(norm.forward(table.forward(known)));
      };
    }
  }
}

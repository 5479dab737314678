package org.polysome.model;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Linear;
import org.polysome.tensor.Tensors;

/** How a token's gene vector and value vector become one. */
public sealed interface Combination {

  /**
   * Makes the live part.
   *
   * @param valueWidth numbers per token that the value encoder gives
   */
  TokenCombiner build(BuildContext context, int valueWidth);

  /** Multiply-adds per token, forward. */
  default long multiplyAdds(Dimensions sizes, int valueWidth) {
    return 0;
  }

  /** Whether the cls token is its gene vector alone. */
  default boolean clsApart() {
    return false;
  }

  /** Whether a value of one number is as good as a vector of the model's width. */
  boolean takesScalars();

  /** {@code gene + value}. */
  record Sum() implements Combination {
    @Override
    public TokenCombiner build(BuildContext context, int valueWidth) {
      return (gene, value) -> gene.add(value.get());
    }

    @Override
    public boolean takesScalars() {
      return false;
    }
  }

  /**
   * {@code W [gene, value] + b}, as in TxFM, whose value is one number: parameters {@code
   * linear.weight} (width, width + value width), {@code linear.bias}.
   *
   * @param clsApart whether the cls token, which has no value, is its gene vector alone
   */
  record Concat(@Default("true") boolean clsApart) implements Combination {
    @Override
    public TokenCombiner build(BuildContext context, int valueWidth) {
      int width = context.width();
      Linear linear = Linear.of(context.in("linear"), width + valueWidth, width);
      return (gene, value) ->
          linear.forward(Tensors.concatenate(List.of(gene, value.get().to(gene.type())), -1));
    }

    @Override
    public long multiplyAdds(Dimensions sizes, int valueWidth) {
      return (long) (sizes.width() + valueWidth) * sizes.width();
    }

    @Override
    public boolean takesScalars() {
      return true;
    }
  }

  /** {@code gene * value}, number by number: scGPT's "scaling" where the value is a scalar. */
  record Scale() implements Combination {
    @Override
    public TokenCombiner build(BuildContext context, int valueWidth) {
      return (gene, value) -> gene.multiply(value.get());
    }

    @Override
    public boolean takesScalars() {
      return true;
    }
  }

  /** The gene alone: values are not read. */
  record GeneOnly() implements Combination {
    @Override
    public TokenCombiner build(BuildContext context, int valueWidth) {
      return (gene, value) -> gene;
    }

    @Override
    public boolean takesScalars() {
      return true;
    }
  }
}

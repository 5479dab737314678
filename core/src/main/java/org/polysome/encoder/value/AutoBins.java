package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Linear;
import org.polysome.nn.Traits;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/**
 * A learned mixture of bin vectors with a residual, as scFoundation's auto-discretisation: {@code u
 * = LeakyReLU(W1 x + b1)}, {@code softmax(W2 u + b2 + residual u) T}; parameters {@code first.*},
 * {@code second.*}, {@code bins.weight} (bins, width).
 *
 * @param bins number of bin vectors
 * @param slope of the leaky ReLU below zero
 * @param residual share of {@code u} that is added to what the second layer makes of it
 * @param input which number of the token is read
 * @param zero how a gene not seen is taken
 */
public record AutoBins(
    @Default("100") int bins,
    @Default("0.1") double slope,
    @Default("1") double residual,
    @Default("normalised") Input input,
    @Default("number") Zero zero)
    implements ValueEncoderSpec {

  /** Checks the sizes and the slope. */
  public AutoBins {
    Require.atLeast("bins", bins, 2);
    Require.between("slope", slope, 0, 1);
    Require.that(Double.isFinite(residual), "residual", "must be a number", residual);
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    Linear first = Linear.of(context.in("first"), 1, bins);
    Linear second = Linear.of(context.in("second"), bins, bins);
    Tensor table = context.table("bins.weight", bins, context.width());
    return new KindedValues(
        context,
        zero,
        (tokens, mode) -> {
          Tensor hidden = Functions.leakyRelu(first.forward(input.of(tokens).unsqueeze(-1)), slope);
          return second.forward(hidden).add(hidden, residual).softmax(-1).matmul(table);
        });
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return bins + (long) bins * bins + (long) bins * sizes.width();
  }
}

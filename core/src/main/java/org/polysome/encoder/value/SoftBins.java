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
 * A learned mixture of bin vectors: {@code softmax(W2 LeakyReLU(W1 x)) T}, without biases (the
 * study of encodings, eq. 18-19).
 *
 * @param bins number of bin vectors
 * @param hidden numbers between the two layers
 * @param slope of the leaky ReLU below zero; the paper does not state it
 * @param input which number of the token is read; the equations read counts
 * @param zero how a gene not seen is taken
 */
public record SoftBins(
    @Default("20") int bins,
    @Default("512") int hidden,
    @Default("0.01") double slope,
    @Default("counts") Input input,
    @Default("number") Zero zero)
    implements ValueEncoderSpec {

  /** Checks the sizes and the slope. */
  public SoftBins {
    Require.atLeast("bins", bins, 2);
    Require.positive("hidden", hidden);
    Require.between("slope", slope, 0, 1);
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    Linear first = Linear.withoutBias(context.in("first"), 1, hidden);
    Linear second = Linear.withoutBias(context.in("second"), hidden, bins);
    Tensor table = context.table("bins.weight", bins, context.width());
    return new KindedValues(
        context,
        zero,
        (tokens, mode) -> {
          Tensor hiddenNumbers =
              Functions.leakyRelu(first.forward(input.of(tokens).unsqueeze(-1)), slope);
          return second.forward(hiddenNumbers).softmax(-1).matmul(table);
        });
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return hidden + (long) hidden * bins + (long) bins * sizes.width();
  }
}

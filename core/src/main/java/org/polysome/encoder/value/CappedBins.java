package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;

/**
 * A learned vector per whole part of the value's binary logarithm, as in scBERT: class {@code
 * min(floor(log2(1 + 10000 x / sum)), cap)}, where the tokenizer gives {@code v = ln(1 + 10000 x /
 * sum)} and the class is {@code floor(v / ln 2)}: parameter {@code bins.weight} (cap + 1, width).
 *
 * @param cap the last class, for all larger values
 * @param base base of the logarithm, of which the tokenizer takes the natural one; 2 in scBERT
 * @param input which number of the token is read
 */
public record CappedBins(
    @Default("5") int cap, @Default("2") double base, @Default("normalised") Input input)
    implements ValueEncoderSpec {

  /** Checks cap and base. */
  public CappedBins {
    Require.positive("cap", cap);
    Require.that(base > 1, "base", "must be above 1", base);
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    return BinTable.of(context, cap + 1, tokens -> bin(input.of(tokens)));
  }

  /** The class of each value, 64-bit integers. */
  Tensor bin(Tensor values) {
    // To float32 before the floor: what is a whole number but for the rounding of the value counts
    // as one.
    return values
        .to(ElementType.FLOAT64)
        .divide(Math.log(base))
        .to(ElementType.FLOAT32)
        .floor()
        .clamp(0.0, (double) cap)
        .to(ElementType.INT64);
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return 0;
  }
}

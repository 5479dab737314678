package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;

/**
 * The number itself, for a combination by {@code concat} (TxFM) or {@code scale} (scGPT's
 * "scaling"). Tokens without a number have a learned one per kind: parameter {@code kinds.weight}
 * (kinds, 1).
 *
 * @param input which number of the token is read
 * @param zero how a gene not seen is taken
 * @param others what stands for tokens without a number: {@code learned} or {@code number}
 */
public record Scalar(
    @Default("normalised") Input input,
    @Default("number") Zero zero,
    @Default("learned") Others others)
    implements ValueEncoderSpec {

  /** Checks that there is no hidden layer to speak of. */
  public Scalar {
    Require.that(
        !(others instanceof Others.Hidden), "others", "must be learned or number", "hidden");
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    ValueEncoder numbers = (tokens, mode) -> number(tokens);
    return others instanceof Others.Number number
        ? (tokens, mode) -> number(tokens.withNumbers(number))
        : new KindedValues(context, 1, zero, numbers);
  }

  private Tensor number(TokenValues tokens) {
    return input.of(tokens).unsqueeze(-1);
  }

  @Override
  public int width(int modelWidth) {
    return 1;
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

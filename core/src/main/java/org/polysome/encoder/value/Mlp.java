package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Linear;
import org.polysome.nn.Traits;

/**
 * The value itself through two linear layers: {@code W2 act(W1 x + b1) + b2} (paper 001, eq. 13).
 *
 * @param hidden numbers between the two layers
 * @param activation between them
 * @param outputActivation whether the activation follows the second layer too, as in BMFM-RNA
 * @param input which number of the token is read
 * @param zero how a gene not seen is taken
 */
public record Mlp(
    @Default("512") int hidden,
    @Default("relu") Activation activation,
    @Default("false") boolean outputActivation,
    @Default("normalised") Input input,
    @Default("number") Zero zero)
    implements ValueEncoderSpec {

  /** Checks the hidden size. */
  public Mlp {
    Require.positive("hidden", hidden);
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    Linear first = Linear.of(context.in("first"), 1, hidden);
    Linear second = Linear.of(context.in("second"), hidden, context.width());
    return new KindedValues(
        context,
        zero,
        (tokens, mode) -> {
          var encoded =
              second.forward(activation.apply(first.forward(input.of(tokens).unsqueeze(-1))));
          return outputActivation ? activation.apply(encoded) : encoded;
        });
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return hidden + (long) hidden * sizes.width();
  }
}

package org.polysome.encoder.value;

import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Dropout;
import org.polysome.nn.Traits;

/**
 * The value itself through two linear layers: {@code W2 act(W1 x + b1) + b2} (the study of
 * encodings, eq. 13).
 *
 * @param hidden numbers between the two layers
 * @param activation between them
 * @param outputActivation whether the activation follows the second layer too, as in BMFM-RNA
 * @param input which number of the token is read
 * @param zero how a gene not seen is taken
 * @param others what stands for tokens without a number
 * @param clamp largest number that is read, larger ones are taken for it; scGPT has 512
 * @param layerNorm whether layer norm follows, as in scGPT
 * @param dropout after all that
 */
public record Mlp(
    @Default("512") int hidden,
    @Default("relu") Activation activation,
    @Default("false") boolean outputActivation,
    @Default("normalised") Input input,
    @Default("number") Zero zero,
    @Default("learned") Others others,
    Optional<Double> clamp,
    @Default("false") boolean layerNorm,
    @Default("0") double dropout)
    implements ValueEncoderSpec {

  /** Checks the sizes. */
  public Mlp {
    Require.positive("hidden", hidden);
    clamp.ifPresent(largest -> Require.positive("clamp", largest));
    Dropout.require("dropout", dropout);
  }

  /** The paper's form: no clamp, norm or dropout, and learned vectors for what has no number. */
  public Mlp(int hidden, Activation activation, boolean outputActivation, Input input, Zero zero) {
    this(
        hidden,
        activation,
        outputActivation,
        input,
        zero,
        new Others.Learned(),
        Optional.empty(),
        false,
        0);
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    return new Finished(context, LiveMlp.of(this, context), layerNorm, dropout);
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

package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Embedding;
import org.polysome.nn.Traits;

/**
 * A learned vector per bin of the value (paper 001, eq. 14-15). Bin 0 is the value zero; a value
 * above it falls into the bin of the last edge that is not above it, of 1 to {@code bins}, and
 * beyond the outer edges into the outer bins: parameter {@code bins.weight} (bins + 1, width).
 *
 * @param bins number of bins for values above zero
 * @param edges where the bins lie
 * @param input which number of the token is read; the equations read counts
 */
public record HardBins(
    @Default("50") int bins,
    @Default("cell-quantiles") BinEdges edges,
    @Default("counts") Input input)
    implements ValueEncoderSpec {

  /** Checks the number of bins. */
  public HardBins {
    Require.positive("bins", bins);
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    Embedding table = new Embedding(context.in("bins"), bins + 1, context.width());
    return new KindedValues(
        context, Zero.NUMBER, (tokens, mode) -> table.forward(edges.bin(tokens, input, bins)));
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

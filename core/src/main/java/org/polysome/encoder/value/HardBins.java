package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;

/**
 * A learned vector per bin of the value (the study of encodings, eq. 14-15). Bin 0 is the value
 * zero; a value above it falls into the bin of the last edge that is not above it, of 1 to {@code
 * bins}, and beyond the outer edges into the outer bins: parameter {@code bins.weight} (bins + 1,
 * width).
 *
 * @param bins number of bins for values above zero
 * @param edges where the bins lie
 * @param input which number of the token is read; the equations read counts
 * @param layerNorm whether layer norm follows, as in scGPT's "category" style
 */
public record HardBins(
    @Default("50") int bins,
    @Default("cell-quantiles") BinEdges edges,
    @Default("counts") Input input,
    @Default("false") boolean layerNorm)
    implements ValueEncoderSpec {

  /** Checks the number of bins. */
  public HardBins {
    Require.positive("bins", bins);
    if (edges instanceof BinEdges.Given given) {
      Require.that(
          given.edges().size() == bins + 1,
          "edges",
          "must be %d for %d bins".formatted(bins + 1, bins),
          given.edges().size());
    }
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    ValueEncoder table = BinTable.of(context, bins + 1, tokens -> edges.bin(tokens, input, bins));
    return new Finished(context, table, layerNorm, 0);
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

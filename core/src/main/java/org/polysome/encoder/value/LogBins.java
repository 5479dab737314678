package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * A learned vector per power of two: bin {@code min(floor(log2(x + 1)), maximum)} (the study of
 * encodings, eq. 16). Numbers are compared with the powers in float64, so that {@code 2^k - 1} is
 * in bin k exactly: parameter {@code bins.weight} (maximum + 1, width).
 *
 * @param maximum the last bin, for all larger numbers
 * @param input which number of the token is read; the equation reads counts, and normalised values
 *     would use the first few bins only
 */
public record LogBins(@Default("10") int maximum, @Default("counts") Input input)
    implements ValueEncoderSpec {

  private static final int MOST = 60;

  /** Checks the last bin. */
  public LogBins {
    Require.between("maximum", maximum, 1, MOST);
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    return BinTable.of(context, maximum + 1, tokens -> bin(input.of(tokens)));
  }

  /** The bin of each number, 64-bit integers. */
  Tensor bin(Tensor numbers) {
    double[] powers = new double[maximum];
    for (int k = 0; k < maximum; k++) {
      powers[k] = Math.scalb(1.0, k + 1) - 1;
    }
    Tensor edges = Tensors.of(powers, 1, maximum).to(numbers.device()).expand(numbers.size(0), -1);
    return Functions.edgesAtOrBelow(edges, numbers.to(ElementType.FLOAT64));
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

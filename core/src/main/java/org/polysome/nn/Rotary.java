package org.polysome.nn;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Rotary positions (arXiv 2104.09864): the n-th token's query and key are turned by n times an
 * angle per pair of numbers, so that a score depends on how far apart two tokens are. Number i of
 * the first half of a head is paired with number i of the second half.
 *
 * @param base angles are {@code base^(-2i / dim)}; 10,000 in the paper
 */
public record Rotary(@Default("10000") double base) {

  /** Checks the base. */
  public Rotary {
    Require.positive("base", base);
  }

  /**
   * Turns queries or keys.
   *
   * @param heads (cells, heads, tokens, dim), dim even
   */
  public Tensor turn(Tensor heads) {
    long half = heads.size(3) / 2;
    Tensor angles = angles(heads.size(2), (int) half, heads.device());
    Tensor cosine = Functions.cos(angles).to(heads.type());
    Tensor sine = Functions.sin(angles).to(heads.type());
    Tensor first = heads.narrow(3, 0, half);
    Tensor second = heads.narrow(3, half, half);
    return Tensors.concatenate(
        List.of(
            first.multiply(cosine).subtract(second.multiply(sine)),
            second.multiply(cosine).add(first.multiply(sine))),
        3);
  }

  /** Of each token and pair (tokens, half), in double precision: the last ones are large. */
  private Tensor angles(long tokens, int half, Device device) {
    double[] rates = new double[half];
    for (int i = 0; i < half; i++) {
      rates[i] = Math.pow(base, -(double) i / half);
    }
    Tensor places = Tensors.range(tokens, device).to(ElementType.FLOAT64).unsqueeze(1);
    return places.multiply(Tensors.of(rates, 1, half).to(device));
  }
}

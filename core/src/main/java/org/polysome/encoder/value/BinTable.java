package org.polysome.encoder.value;

import java.util.function.Function;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Embedding;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Tensor;

/** A learned vector per bin: parameters {@code bins.weight} (rows, width), {@code kinds.weight}. */
final class BinTable {

  private BinTable() {}

  /**
   * The encoder of tokens by the bin of their number.
   *
   * @param rows number of bins
   * @param bin from tokens to bins (cells, tokens), 64-bit integers from 0 to rows - 1
   */
  static ValueEncoder of(BuildContext context, int rows, Function<TokenValues, Tensor> bin) {
    Embedding table = new Embedding(context.in("bins"), rows, context.width());
    return new KindedValues(
        context, Zero.NUMBER, (tokens, mode) -> table.forward(bins(tokens, bin)));
  }

  private static Tensor bins(TokenValues tokens, Function<TokenValues, Tensor> bin) {
    try (NoGradient frozen = new NoGradient()) {
      return bin.apply(tokens);
    }
  }
}

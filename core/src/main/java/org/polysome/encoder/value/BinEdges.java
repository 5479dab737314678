package org.polysome.encoder.value;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** Where the hard bins of values lie. Edges and comparisons are in float64. */
public sealed interface BinEdges {

  /**
   * The edges of each cell.
   *
   * @param bins how many bins
   * @return (cells, bins + 1) float64, ascending
   */
  Tensor edges(TokenValues tokens, Input input, int bins);

  /** The bin of each value, given the edges: 0 for zero, else 1 to bins, 64-bit integers. */
  static Tensor bin(Tensor values, Tensor edges) {
    long bins = edges.size(1) - 1;
    Tensor atOrBelow = Functions.edgesAtOrBelow(edges, values.to(ElementType.FLOAT64));
    return atOrBelow.clamp(1, bins).multiply(values.greaterThan(0).to(ElementType.INT64));
  }

  /** The bin of each token's value (cells, tokens), 64-bit integers. */
  default Tensor bin(TokenValues tokens, Input input, int bins) {
    try (NoGradient frozen = new NoGradient()) {
      return bin(input.of(tokens), edges(tokens, input, bins));
    }
  }

  /**
   * Quantiles of the cell's own visible values above zero at evenly spaced levels, linearly
   * interpolated, so that each bin holds the same share of them. The same numbers as {@link
   * org.polysome.tokenizer.QuantileBins} on the host.
   */
  record CellQuantiles() implements BinEdges {

    @Override
    public Tensor edges(TokenValues tokens, Input input, int bins) {
      Tensor values = input.of(tokens);
      Tensor counted = tokens.are(TokenKind.VALUE).and(values.greaterThan(0));
      Tensor sorted = values.maskedFill(counted.not(), Double.POSITIVE_INFINITY).sort(1);
      Tensor last = counted.to(ElementType.INT64).sum(1).add(-1).unsqueeze(1);
      Tensor position = last.to(ElementType.FLOAT64).multiply(levels(tokens, bins)).clamp(0.0, 1e9);
      Tensor below = position.floor().to(ElementType.INT64);
      Tensor share = position.subtract(below);
      Tensor low = sorted.gather(1, below);
      Tensor high =
          sorted.gather(
              1, Tensors.where(below.add(1).subtract(last).greaterThan(0), below, below.add(1)));
      return between(low, high, share);
    }

    private static Tensor levels(TokenValues tokens, int bins) {
      double step = 1.0 / bins;
      double[] levels =
          IntStream.rangeClosed(0, bins).mapToDouble(k -> k == bins ? 1 : k * step).toArray();
      return Tensors.of(levels, 1, levels.length).to(tokens.kinds().device());
    }

    /** From the nearer end, as NumPy does, so that both ends are met exactly. */
    private static Tensor between(Tensor low, Tensor high, Tensor share) {
      Tensor gap = high.subtract(low).to(ElementType.FLOAT64);
      Tensor upwards = low.to(ElementType.FLOAT64).add(gap.multiply(share));
      Tensor downwards = high.to(ElementType.FLOAT64).subtract(gap.multiply(share.negate().add(1)));
      return Tensors.where(share.lessThan(0.5), upwards, downwards);
    }
  }

  /**
   * Even steps from 0 to a largest value, the same for every cell.
   *
   * @param maximum the last edge; {@code log1p(10000)} holds every value that was scaled to a sum
   *     of 10,000 and logarithmised
   */
  record Even(@Default("9.210440366976517") double maximum) implements BinEdges {

    /** Checks the maximum. */
    public Even {
      Require.positive("maximum", maximum);
    }

    @Override
    public Tensor edges(TokenValues tokens, Input input, int bins) {
      double step = maximum / bins;
      return forEach(tokens, bins, k -> k == bins ? maximum : k * step);
    }
  }

  /**
   * Edges that the user names, the same for every cell.
   *
   * @param edges ascending, one more than there are bins
   */
  record Given(List<Double> edges) implements BinEdges {

    /** Checks that the edges ascend. */
    public Given {
      edges = List.copyOf(edges);
      for (int k = 1; k < edges.size(); k++) {
        Require.that(edges.get(k - 1) < edges.get(k), "edges", "must ascend", edges);
      }
    }

    @Override
    public Tensor edges(TokenValues tokens, Input input, int bins) {
      return forEach(tokens, bins, edges::get);
    }
  }

  /** The value is the number of its bin, since the tokenizer has binned it (scGPT). */
  record WholeNumbers() implements BinEdges {
    @Override
    public Tensor edges(TokenValues tokens, Input input, int bins) {
      return forEach(tokens, bins, k -> k + 0.5);
    }
  }

  private static Tensor forEach(TokenValues tokens, int bins, IntToDoubleFunction edge) {
    double[] edges = IntStream.rangeClosed(0, bins).mapToDouble(edge).toArray();
    return Tensors.of(edges, 1, edges.length)
        .to(tokens.kinds().device())
        .expand(tokens.kinds().size(0), -1);
  }
}

package org.polysome.metric.neighbor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.IntStream;
import org.polysome.graph.ShortestPaths;
import org.polysome.graph.WeightedGraph;
import org.polysome.metric.Groups;

/**
 * LISI on a graph as scib 1.2 publishes it ({@code ilisi_graph}, {@code clisi_graph}), for numbers
 * that must agree with it. It takes a connectivity, which is larger the closer two cells are, for
 * the length of a path, so that the weakest links are the shortest; and it reads the lengths from a
 * text of six significant digits. For anything else use {@link Lisi}.
 *
 * @param neighbors how many cells on the shortest paths count, 90 in scib
 */
public record GraphLisi(int neighbors) {

  private static final int DIGITS = 6;
  private static final MathContext TEXT = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  /** The largest power of ten that a double holds exactly. */
  private static final int LARGEST_POWER = 22;

  /** A search keeps some memory for each cell of the graph, so there are not too many at a time. */
  private static final int PIECES = 32;

  /** The index of a cell that reaches too few others: the worst, and it stays in the median. */
  private static final double TOO_FEW = 1;

  /** Checks the number. */
  public GraphLisi {
    if (neighbors < 3) {
      throw new IllegalArgumentException("graph LISI of " + neighbors + " neighbours");
    }
  }

  /**
   * The index of each cell.
   *
   * @param graph connectivities
   * @param groups batches or labels
   * @return 1 for a cell that reaches too few others, {@link LisiValues#LEFT_OUT} for one that
   *     reaches none; no values where there are too few cells
   */
  public LisiValues of(WeightedGraph graph, Groups groups) {
    int cells = graph.nodes();
    if (cells != groups.cells()) {
      throw new IllegalArgumentException(
          "a graph of %d cells, groups of %d".formatted(cells, groups.cells()));
    }
    if (cells <= neighbors) {
      return new LisiValues(new double[0], groups.count());
    }
    double[] values = new double[cells];
    IntStream.range(0, PIECES)
        .parallel()
        .forEach(
            piece -> {
              int from = (int) ((long) cells * piece / PIECES);
              int until = (int) ((long) cells * (piece + 1) / PIECES);
              fill(graph, groups, values, IntStream.range(from, until));
            });
    return new LisiValues(values, groups.count());
  }

  private void fill(WeightedGraph graph, Groups groups, double[] values, IntStream cells) {
    ShortestPaths paths = new ShortestPaths(graph);
    double[] sums = new double[groups.sizes().length];
    cells.forEach(cell -> values[cell] = value(paths.from(cell, neighbors), groups, sums));
  }

  private double value(ShortestPaths.Reached reached, Groups groups, double[] sums) {
    if (reached.nodes().length < neighbors) {
      return reached.nodes().length == 0 ? LisiValues.LEFT_OUT : TOO_FEW;
    }
    double[] lengths = new double[neighbors];
    int[] codes = new int[neighbors];
    for (int i = 0; i < neighbors; i++) {
      lengths[i] = sixDigits(reached.lengths()[i]);
      codes[i] = groups.codes()[reached.nodes()[i]];
    }
    Neighborhood neighborhood = new Neighborhood(lengths);
    neighborhood.fit(neighbors / 3);
    return neighborhood.inverseSimpson(codes, sums);
  }

  /** A number as it is after a way through a text of six significant digits. */
  static double sixDigits(double value) {
    int places = DIGITS - 1 - (int) Math.floor(Math.log10(Math.max(value, Double.MIN_NORMAL)));
    if (places < 0 || places > LARGEST_POWER) {
      return new BigDecimal(value).round(TEXT).doubleValue();
    }
    double power = Math.pow(10, places);
    double scaled = value * power;
    // Near the middle of two texts the error of the product could choose the wrong one.
    boolean clear = Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-6;
    return clear ? Math.rint(scaled) / power : new BigDecimal(value).round(TEXT).doubleValue();
  }
}

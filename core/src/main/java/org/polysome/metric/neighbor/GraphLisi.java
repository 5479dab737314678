package org.polysome.metric.neighbor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
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
   * The index of each cell for several groupings, which share the paths.
   *
   * @param graph connectivities
   * @param groupings such as batches and labels
   * @return for each grouping its values: 1 for a cell that reaches too few others, {@link
   *     LisiValues#LEFT_OUT} for one that reaches none; no values where there are too few cells
   */
  public List<LisiValues> of(WeightedGraph graph, Groups... groupings) {
    int cells = graph.nodes();
    for (Groups groups : groupings) {
      if (cells != groups.cells()) {
        throw new IllegalArgumentException(
            "a graph of %d cells, groups of %d".formatted(cells, groups.cells()));
      }
    }
    double[][] values = new double[groupings.length][cells <= neighbors ? 0 : cells];
    if (cells > neighbors) {
      IntStream.range(0, PIECES)
          .parallel()
          .forEach(
              piece -> {
                int from = (int) ((long) cells * piece / PIECES);
                int until = (int) ((long) cells * (piece + 1) / PIECES);
                fill(graph, groupings, values, IntStream.range(from, until));
              });
    }
    return IntStream.range(0, groupings.length)
        .mapToObj(i -> new LisiValues(values[i], groupings[i].count()))
        .toList();
  }

  private void fill(WeightedGraph graph, Groups[] groupings, double[][] values, IntStream cells) {
    ShortestPaths paths = new ShortestPaths(graph);
    double[][] sums =
        Arrays.stream(groupings)
            .map(groups -> new double[groups.sizes().length])
            .toArray(double[][]::new);
    cells.forEach(
        cell -> {
          double[] found = values(paths.from(cell, neighbors), groupings, sums);
          for (int i = 0; i < found.length; i++) {
            values[i][cell] = found[i];
          }
        });
  }

  /** The index of one cell for each grouping. */
  private double[] values(ShortestPaths.Reached reached, Groups[] groupings, double[][] sums) {
    double[] values = new double[groupings.length];
    if (reached.nodes().length < neighbors) {
      Arrays.fill(values, reached.nodes().length == 0 ? LisiValues.LEFT_OUT : TOO_FEW);
      return values;
    }
    double[] lengths =
        Arrays.stream(reached.lengths()).limit(neighbors).map(GraphLisi::sixDigits).toArray();
    Neighborhood neighborhood = new Neighborhood(lengths);
    neighborhood.fit(neighbors / 3);
    for (int i = 0; i < values.length; i++) {
      int[] codes = groupings[i].codes();
      int[] around = Arrays.stream(reached.nodes()).limit(neighbors).map(n -> codes[n]).toArray();
      values[i] = neighborhood.inverseSimpson(around, sums[i]);
    }
    return values;
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

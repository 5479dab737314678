package org.polysome.metric.neighbor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.metric.Flavor;
import org.polysome.metric.Groups;

/**
 * The local inverse Simpson index of a cell's neighbours (Korsunsky et al. 2019): how many groups
 * there effectively are around it. The core is the same in harmonypy, scib and scib-metrics; how
 * many neighbours there are for a perplexity differs.
 *
 * @param flavor whose count of neighbours
 * @param neighbors how many neighbours of a cell, itself not counted
 */
public record Lisi(Flavor flavor, int neighbors) {

  /** Checks that some flavour of it exists. */
  public Lisi {
    boolean known =
        flavor == Flavor.SCIB_METRICS
            || flavor == Flavor.HARMONY
            || flavor == Flavor.TX_EVALUATION
            || flavor == Flavor.SC_INTEGRATION_METRICS;
    if (!known || neighbors < 1) {
      throw new IllegalArgumentException("no LISI " + flavor.text() + " of " + neighbors);
    }
  }

  /** scib-metrics: k counts the cell itself, which weighs nothing; perplexity floor(k / 3). */
  public static Lisi scibMetrics(int k) {
    return new Lisi(Flavor.SCIB_METRICS, k - 1);
  }

  /** harmonypy from 0.0.10: three neighbours for each unit of perplexity. */
  public static Lisi harmony(int perplexity) {
    return new Lisi(Flavor.HARMONY, 3 * perplexity);
  }

  /** Tx-Evaluation: perplexity floor(k / 3), three times as many neighbours with the cell. */
  public static Lisi txEvaluation(int k) {
    return new Lisi(Flavor.TX_EVALUATION, k / 3 * 3 - 1);
  }

  /** scIntegrationMetrics: as many neighbours as perplexity, so that all weigh nearly the same. */
  static Lisi scIntegrationMetrics(int perplexity) {
    return new Lisi(Flavor.SC_INTEGRATION_METRICS, perplexity);
  }

  /** The perplexity of a number of neighbours, the cell not counted. */
  public int perplexity(int neighbors) {
    return switch (flavor) {
      case HARMONY -> neighbors / 3;
      case SC_INTEGRATION_METRICS -> neighbors;
      default -> (neighbors + 1) / 3;
    };
  }

  /**
   * The index of each cell for several groupings, which share their weights.
   *
   * @param neighbors of every cell, without itself; of more than needed the nearest count, and with
   *     fewer the perplexity is that of those there are
   * @param groupings such as batches and labels
   * @return for each grouping its values, none where there are too few neighbours
   */
  public List<LisiValues> of(Neighbors neighbors, Groups... groupings) {
    int cells = neighbors.queries();
    for (Groups groups : groupings) {
      if (cells != groups.cells() && neighbors.k() > 0) {
        throw new IllegalArgumentException(
            "neighbours of %d cells, groups of %d".formatted(cells, groups.cells()));
      }
    }
    int used = Math.min(this.neighbors, neighbors.k());
    int perplexity = perplexity(used);
    double[][] values = new double[groupings.length][perplexity < 1 ? 0 : cells];
    if (perplexity >= 1) {
      IntStream.range(0, cells)
          .parallel()
          .forEach(cell -> fill(new Cell(neighbors, cell, used), perplexity, groupings, values));
    }
    return IntStream.range(0, groupings.length)
        .mapToObj(i -> new LisiValues(values[i], groupings[i].count()))
        .toList();
  }

  /** One cell's nearest neighbours. */
  private record Cell(Neighbors neighbors, int cell, int used) {

    double[] distances() {
      int from = cell * neighbors.k();
      return Arrays.copyOfRange(neighbors.distances(), from, from + used);
    }

    int[] codes(Groups groups) {
      int[] codes = new int[used];
      for (int n = 0; n < used; n++) {
        codes[n] = groups.codes()[neighbors.index(cell, n)];
      }
      return codes;
    }
  }

  private static void fill(Cell cell, int perplexity, Groups[] groupings, double[][] values) {
    Neighborhood neighborhood = new Neighborhood(cell.distances());
    neighborhood.fit(perplexity);
    for (int i = 0; i < groupings.length; i++) {
      double[] sums = new double[groupings[i].sizes().length];
      values[i][cell.cell] = neighborhood.inverseSimpson(cell.codes(groupings[i]), sums);
    }
  }
}

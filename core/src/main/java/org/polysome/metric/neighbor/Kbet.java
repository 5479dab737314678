package org.polysome.metric.neighbor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * kBET of all cells together as in scib-metrics 0.6 ({@code kbet}): each cell and its neighbours
 * are tested once, with nothing drawn at random.
 *
 * @param statistics the test statistic of each cell; none where there is one batch only
 * @param probabilities of a statistic at least so large where batches are mixed
 */
public record Kbet(double[] statistics, double[] probabilities) {

  /** The level of scib, scib-metrics and the R package. */
  public static final double LEVEL = 0.05;

  /**
   * Tests every cell.
   *
   * @param neighbors of each cell without itself; the neighbourhood is the cell and all of them
   * @param batches of each cell
   */
  public static Kbet of(Neighbors neighbors, Groups batches) {
    int cells = batches.cells();
    if (neighbors.queries() != cells && neighbors.k() > 0) {
      throw new IllegalArgumentException(
          "neighbours of %d cells, batches of %d".formatted(neighbors.queries(), cells));
    }
    if (batches.count() < 2) {
      return new Kbet(new double[0], new double[0]);
    }
    BatchTest test = BatchTest.of(batches);
    double[] statistics = new double[cells];
    double[] probabilities = new double[cells];
    IntStream.range(0, cells)
        .parallel()
        .forEach(
            cell -> {
              int[] observed = new int[batches.sizes().length];
              observed[batches.codes()[cell]]++;
              for (int n = 0; n < neighbors.k(); n++) {
                observed[batches.codes()[neighbors.index(cell, n)]]++;
              }
              statistics[cell] = test.statistic(observed, neighbors.k() + 1);
              probabilities[cell] = test.probability(statistics[cell]);
            });
    return new Kbet(statistics, probabilities);
  }

  /**
   * The share of cells whose surroundings pass, higher the better mixed. Of one batch there is
   * none; scib-metrics gives 0 there.
   *
   * @param level a smaller probability is a failure, usually {@link #LEVEL}
   */
  public Measurement acceptance(double level) {
    if (probabilities.length == 0) {
      return Measurement.none(Status.SINGLE_BATCH);
    }
    double passing = Arrays.stream(probabilities).filter(p -> p >= level).count();
    return Measurement.of(passing / probabilities.length);
  }
}

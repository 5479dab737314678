package org.polysome.metric.neighbor;

import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.graph.RandomWalks;
import org.polysome.graph.WeightedGraph;
import org.polysome.metric.Groups;

/**
 * kBET of each label as in scib 1.2 ({@code kBET}): neighbours are where random walks lead, and the
 * R package tests them. R tests random tenths of the cells a hundred times and takes the mean;
 * every cell is tested here once, which is what that mean estimates. R leaves out the last
 * neighbour of a list without order; here it is the least visited.
 */
public final class RandomWalkKbet {

  /** R tests only more than ten cells. */
  private static final int LEAST_CELLS = 11;

  private RandomWalkKbet() {}

  /**
   * Tests the labels.
   *
   * @param graph connectivities of all cells, of 49 neighbours in scib
   */
  public static LabelKbet of(WeightedGraph graph, Groups batches, Groups labels) {
    return new LabelParts(LEAST_CELLS, RandomWalkKbet::mixed).of(graph, batches, labels);
  }

  private static double mixed(LabelParts.Part part) {
    Optional<int[][]> nearest = new RandomWalks(part.graph()).nearest(part.neighbors());
    if (nearest.isEmpty()) {
      return 0;
    }
    int[] codes = part.batches().codes();
    BatchTest test = BatchTest.of(part.batches());
    long mixed =
        IntStream.range(0, part.used().length)
            .parallel()
            .filter(i -> passes(test, part, counts(part, i, nearest.get()[i])))
            .count();
    // Cells outside have no neighbours, which R expects all the same.
    boolean[] used = new boolean[codes.length];
    IntStream.of(part.used()).forEach(cell -> used[cell] = true);
    long lonely =
        IntStream.range(0, codes.length)
            .filter(cell -> !used[cell])
            .filter(cell -> passes(test, part, alone(part, cell)))
            .count();
    return (double) (mixed + lonely) / codes.length;
  }

  private static boolean passes(BatchTest test, LabelParts.Part part, int[] observed) {
    return test.probability(test.statistic(observed, part.neighbors())) >= Kbet.LEVEL;
  }

  private static int[] alone(LabelParts.Part part, int cell) {
    int[] observed = new int[part.batches().sizes().length];
    observed[part.batches().codes()[cell]]++;
    return observed;
  }

  /** The cell and all of its neighbours but the last. */
  private static int[] counts(LabelParts.Part part, int i, int[] nearest) {
    int[] observed = alone(part, part.used()[i]);
    for (int n = 0; n < part.neighbors() - 1; n++) {
      observed[part.batches().codes()[part.used()[nearest[n]]]]++;
    }
    return observed;
  }
}

package org.polysome.metric.neighbor;

import java.util.ArrayList;
import java.util.List;
import org.polysome.graph.Components;
import org.polysome.graph.WeightedGraph;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * The walk over labels that scib's and scib-metrics' kBET share: which labels are tested, with how
 * many neighbours, on which of their cells.
 *
 * @param leastCells a label with fewer is left out
 * @param test what tests a label
 */
record LabelParts(int leastCells, LabelTest test) {

  private static final int LEAST_NEIGHBORS = 10;
  private static final int MOST_NEIGHBORS = 70;

  /** With a smaller share of its cells in large enough components a label fails as a whole. */
  private static final double LEAST_SHARE = 0.75;

  /**
   * Cells of one label to test.
   *
   * @param graph of the cells that are used: all, or those in large enough components
   * @param used these cells, as places among the label's
   * @param batches of all cells of the label
   * @param neighbors how many
   */
  record Part(WeightedGraph graph, int[] used, Groups batches, int neighbors) {}

  /** The share of a part's cells that are mixed. */
  @FunctionalInterface
  interface LabelTest {
    double mixed(Part part);
  }

  LabelKbet of(WeightedGraph graph, Groups batches, Groups labels) {
    if (graph.nodes() != batches.cells() || graph.nodes() != labels.cells()) {
      throw new IllegalArgumentException(
          "a graph of %d cells, batches of %d, labels of %d"
              .formatted(graph.nodes(), batches.cells(), labels.cells()));
    }
    List<Measurement> results = new ArrayList<>();
    for (int label = 0; label < labels.sizes().length; label++) {
      results.add(label(graph, batches, labels.members(label)));
    }
    return new LabelKbet(List.copyOf(results));
  }

  private Measurement label(WeightedGraph graph, Groups batches, int[] members) {
    Groups within = batches.select(members);
    if (members.length < leastCells) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    if (within.count() == 1) {
      return Measurement.none(Status.SINGLE_BATCH);
    }
    int quarter = members.length / (4 * within.count());
    int neighbors = Math.clamp(quarter, LEAST_NEIGHBORS, MOST_NEIGHBORS);
    WeightedGraph own = graph.within(members);
    Components components = Components.of(own);
    int[] used = components.nodesOf(components.count() == 1 ? 1 : 3 * neighbors);
    if (used.length < LEAST_SHARE * members.length) {
      return Measurement.of(0);
    }
    return Measurement.of(test.mixed(new Part(own.within(used), used, within, neighbors)));
  }
}

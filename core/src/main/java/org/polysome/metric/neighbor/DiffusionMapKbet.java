package org.polysome.metric.neighbor;

import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.graph.spectral.DiffusionMap;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;

/**
 * kBET of each label as in scib-metrics 0.6 ({@code kbet_per_label}): neighbours are looked for in
 * the diffusion map of the label's cells, and every cell is tested once. Neighbours are exact where
 * scib-metrics has approximate ones.
 *
 * @param dimensions of the diffusion map, 100 in scib-metrics
 * @param asPublished whether a small label lowers the dimensions of all labels after it, as a slip
 *     in scib-metrics does, so that the order of labels matters
 */
public record DiffusionMapKbet(int dimensions, boolean asPublished) {

  private static final int LEAST_CELLS = 10;

  /** What scib-metrics adds to eigenvalues, in float32. */
  private static final float SMALL = 1e-8f;

  private static final long SEED = 0;

  /** Checks the dimensions. */
  public DiffusionMapKbet {
    if (dimensions < 1) {
      throw new IllegalArgumentException("a diffusion map of " + dimensions + " dimensions");
    }
  }

  /**
   * Tests the labels.
   *
   * @param graph connectivities of all cells, of 49 neighbours in scib-metrics
   */
  public LabelKbet of(WeightedGraph graph, Groups batches, Groups labels) {
    int[] left = {dimensions};
    LabelParts.LabelTest test =
        part -> {
          int kept = Math.min(left[0], part.graph().nodes() - 1);
          left[0] = asPublished ? kept : left[0];
          return mixed(part, kept);
        };
    return new LabelParts(LEAST_CELLS, test).of(graph, batches, labels);
  }

  private double mixed(LabelParts.Part part, int kept) {
    DenseMatrix points = points(DiffusionMap.of(part.graph(), kept, SEED));
    Neighbors neighbors = new NearestNeighbors().among(points, part.neighbors());
    // Where the cells that are used are of one batch, scib-metrics rejects all of them.
    return Kbet.of(neighbors, part.batches().select(part.used()))
        .acceptance(Kbet.LEVEL)
        .value()
        .orElse(0);
  }

  /**
   * The map with each eigenvector summed over walks of all lengths, those of value 1 as they are.
   */
  private static DenseMatrix points(DiffusionMap map) {
    int columns = map.values().length;
    DenseMatrix points = map.vectors();
    double[] stretched = points.values().clone();
    for (int i = 0; i < stretched.length; i++) {
      double value = map.values()[i % columns];
      boolean stationary = (float) value + SMALL >= 1;
      stretched[i] *= stationary ? 1 : (value + SMALL) / (1 - value - SMALL);
    }
    return new DenseMatrix(points.rows(), columns, stretched);
  }
}

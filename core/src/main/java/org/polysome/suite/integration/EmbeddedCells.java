package org.polysome.suite.integration;

import java.util.Optional;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.Neighbors;
import org.polysome.graph.WeightedGraph;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.Groups;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.silhouette.PairDistances;

/**
 * Cells in an embedding, with what all its metrics share.
 *
 * @param points (cells, dimensions)
 * @param labels of each cell
 * @param batches of each cell
 * @param neighbors the {@link #NEIGHBORS} nearest of each cell, itself not counted
 * @param before principal components of expression before integration, where there is expression
 * @param product what multiplies
 */
record EmbeddedCells(
    DenseMatrix points,
    Groups labels,
    Groups batches,
    Neighbors neighbors,
    Optional<DenseMatrix> before,
    MatrixProduct product) {

  /** As many as any metric looks at: scib-metrics counts 90 with the cell itself. */
  static final int NEIGHBORS = 89;

  LabelledPoints labelled() {
    return new LabelledPoints(points, labels.codes(), labels.sizes().length);
  }

  /** What looks at all pairs of them. */
  PairDistances pairs() {
    return PairDistances.forCells(points.rows());
  }

  /** Connectivities as UMAP's and scanpy's, of so many neighbours without the cell itself. */
  WeightedGraph graph(int count) {
    return WeightedGraph.of(FuzzyGraph.of(neighbors.nearest(count)));
  }
}

package org.polysome.suite.integration;

import java.util.Optional;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Groups;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.regression.Categories;
import org.polysome.metric.regression.PrincipalRegression;
import org.polysome.metric.silhouette.CellScores;
import org.polysome.metric.silhouette.DistanceSums;
import org.polysome.metric.silhouette.LabelSilhouette;
import org.polysome.metric.silhouette.PairDistances;
import org.polysome.metric.silhouette.Silhouette;

/**
 * Cells in an embedding, with what all its metrics share.
 *
 * @param points (cells, dimensions)
 * @param labels of each cell
 * @param batches of each cell
 * @param sums of the Euclidean distances of each cell to the cells of each label
 * @param batchSilhouette of the batches within the labels, as scib has it
 * @param neighbors the {@link #NEIGHBORS} nearest of each cell, itself not counted
 * @param before expression before integration, where there is some
 */
record EmbeddedCells(
    DenseMatrix points,
    Groups labels,
    Groups batches,
    DistanceSums sums,
    Measurement batchSilhouette,
    Neighbors neighbors,
    Optional<RowOperator> before) {

  /** As many as any metric looks at: scib-metrics counts 90 with the cell itself. */
  static final int NEIGHBORS = 89;

  LabelledPoints labelled() {
    return new LabelledPoints(points, labels.codes(), labels.sizes().length);
  }

  /** The silhouette of the labels. */
  CellScores silhouette() {
    return new LabelSilhouette(Silhouette.euclidean(pairs())).score(sums, labels.codes());
  }

  /** How much of the expression the batches explain that they no longer do in the embedding. */
  Measurement regressionRemoved(PrincipalRegression regression) {
    Categories covariate = new Categories(batches);
    Measurement after = regression(regression);
    return before
        .map(rows -> PrincipalRegression.removed(regression.explained(rows, covariate), after))
        .orElse(Measurement.none(Status.NOT_AVAILABLE));
  }

  /** How much of the embedding the batches explain. */
  Measurement regression(PrincipalRegression regression) {
    return batches.count() < 2
        ? Measurement.none(Status.SINGLE_BATCH)
        : regression.explained(RowOperator.of(points), new Categories(batches));
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

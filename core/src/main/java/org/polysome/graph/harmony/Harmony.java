package org.polysome.graph.harmony;

import java.util.ArrayList;
import java.util.List;
import org.polysome.graph.cluster.KMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.UnitRows;
import org.polysome.random.Seeds;

/**
 * Takes batches out of an embedding, written from Korsunsky et al. (2019), Fast, sensitive and
 * accurate integration of single-cell data with Harmony: cells are clustered softly so that each
 * cluster holds all batches, and in each cluster the batches' means are moved to the cluster's, by
 * ridge regression; and again until clusters no longer change. The same cells, settings and seed
 * give the same bits at any number of threads.
 *
 * @param mostClusters how many clusters at most; there are as many as thirtieths of the cells below
 *     that, and one at least
 * @param diversity theta, how much a cluster is punished for unequal shares of batches; 0 for not
 *     at all
 * @param softness sigma, how far cells belong to several clusters
 * @param ridge lambda, how much the moves of batches are shrunk
 * @param seed of the clusters' start and of the order in which cells are looked at
 */
public record Harmony(
    int mostClusters, double diversity, double softness, double ridge, long seed) {

  private static final int ROUNDS = 10;
  private static final double CHANGE = 1e-4;
  private static final int CELLS_PER_CLUSTER = 30;
  private static final int STARTS = 10;

  /** Checks the ranges. */
  public Harmony {
    if (mostClusters < 1 || !(diversity >= 0) || !(softness > 0) || !(ridge > 0)) {
      throw new IllegalArgumentException(
          "%d clusters, diversity %s, softness %s, ridge %s"
              .formatted(mostClusters, diversity, softness, ridge));
    }
  }

  /** The settings of its authors' program: 100 clusters, theta 2, sigma 0.1, lambda 1. */
  public static Harmony published(long seed) {
    return new Harmony(100, 2, 0.1, 1, seed);
  }

  /**
   * A corrected embedding.
   *
   * @param points (cells, dimensions)
   * @param objectives what the clusters minimise, before the first round and after each
   * @param converged whether the last round changed it by less than 1e-4 of itself; otherwise ten
   *     rounds did not suffice
   */
  public record Corrected(DenseMatrix points, List<Double> objectives, boolean converged) {}

  /**
   * Corrects an embedding; one of a single batch stays as it is.
   *
   * @param points (cells, dimensions), such as principal components, at least one cell
   * @param batches the batch of each cell, from 0
   * @throws IllegalArgumentException if a coordinate is not finite, a batch is negative or the
   *     lengths differ
   */
  public Corrected correct(DenseMatrix points, int[] batches) {
    var cells = Cells.of(points, batches);
    DenseMatrix corrected = points;
    DenseMatrix unit = UnitRows.of(points);
    var clusters = new SoftClusters(cells, this, centres(unit));
    clusters.start(unit);
    List<Double> objectives = new ArrayList<>(List.of(clusters.objective()));
    boolean converged = cells.singleBatch();
    for (int round = 0; round < ROUNDS && !converged; round++) {
      clusters.settle(unit, Seeds.of(seed, Seeds.of("harmony"), round));
      corrected = new BatchRidge(cells, ridge).correct(clusters.shares(), clusters.count());
      unit = UnitRows.of(corrected);
      double before = objectives.getLast();
      objectives.add(clusters.objective());
      converged = before - objectives.getLast() < CHANGE * Math.abs(before);
    }
    return new Corrected(corrected, List.copyOf(objectives), converged);
  }

  private DenseMatrix centres(DenseMatrix unit) {
    int count = Math.clamp(Math.round((float) unit.rows() / CELLS_PER_CLUSTER), 1, mostClusters);
    var means = new KMeans(count, STARTS, KMeans.USUAL_TOLERANCE, seed);
    return UnitRows.of(means.fit(unit).centres());
  }
}

package org.polysome.metric.neighbor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * CiLISI of scIntegrationMetrics 1.2 (Andreatta et al. 2024): the mixing of batches among the cells
 * of each label alone, so that labels which only some batches have do not count against it. Labels
 * with fewer than 10 cells or one batch are left out.
 *
 * @param cells the mean over cells
 * @param labels the mean over labels of the mean over their cells
 */
public record CellTypeLisi(Measurement cells, Measurement labels) {

  private static final int PERPLEXITY = 30;
  private static final int LEAST_CELLS = 10;

  /**
   * Measures an embedding.
   *
   * @param points (cells, dimensions)
   * @param batches of each cell
   * @param labels of each cell
   */
  public static CellTypeLisi of(DenseMatrix points, Groups batches, Groups labels) {
    if (points.rows() != batches.cells() || points.rows() != labels.cells()) {
      throw new IllegalArgumentException(
          "%d points, batches of %d cells, labels of %d"
              .formatted(points.rows(), batches.cells(), labels.cells()));
    }
    List<double[]> mixing = new ArrayList<>();
    for (int label = 0; label < labels.sizes().length; label++) {
      int[] members = labels.members(label);
      Groups within = batches.select(members);
      if (members.length >= LEAST_CELLS && within.count() > 1) {
        mixing.add(mixing(points.select(members), within));
      }
    }
    if (mixing.isEmpty()) {
      Measurement none =
          Measurement.none(batches.count() < 2 ? Status.SINGLE_BATCH : Status.TOO_FEW_CELLS);
      return new CellTypeLisi(none, none);
    }
    return new CellTypeLisi(
        Measurement.of(mixing.stream().flatMapToDouble(Arrays::stream).average().orElseThrow()),
        Measurement.of(
            mixing.stream()
                .mapToDouble(values -> Arrays.stream(values).average().orElseThrow())
                .average()
                .orElseThrow()));
  }

  private static double[] mixing(DenseMatrix points, Groups batches) {
    Neighbors neighbors = new NearestNeighbors().among(points, PERPLEXITY);
    LisiValues values = Lisi.scIntegrationMetrics(PERPLEXITY).of(neighbors, batches).getFirst();
    return Arrays.stream(values.cells()).map(values::mixing).toArray();
  }
}

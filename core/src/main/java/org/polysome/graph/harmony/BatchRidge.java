package org.polysome.graph.harmony;

import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;

/**
 * The move of each batch in each cluster, by ridge regression of the cells, weighted by their
 * shares, on an intercept, which is not shrunk, and on their batch (Korsunsky et al., 2019, online
 * methods, mixture of experts). With one batch a cell the normal equations are solved by hand: for
 * batch b of weight O_b and weighted sum s_b, {@code w_b = (s_b - O_b w_0) / (O_b + lambda)} and
 * {@code w_0 = sum_b(lambda s_b / (O_b + lambda)) / sum_b(lambda O_b / (O_b + lambda))}.
 *
 * @param cells to correct, always from where they were at first
 * @param lambda how much moves are shrunk
 */
record BatchRidge(Cells cells, double lambda) {

  /** The cells less the moves of their batch, by their shares (cells, clusters). */
  DenseMatrix correct(double[] shares, int clusters) {
    double[][] moves = new double[clusters][];
    IntStream.range(0, clusters)
        .parallel()
        .forEach(cluster -> moves[cluster] = moves(shares, clusters, cluster));
    int columns = cells.points().columns();
    double[] corrected = cells.points().values().clone();
    IntStream.range(0, cells.count())
        .parallel()
        .forEach(
            cell -> {
              int batch = cells.batches()[cell] * columns;
              for (int cluster = 0; cluster < clusters; cluster++) {
                double share = shares[cell * clusters + cluster];
                for (int column = 0; column < columns; column++) {
                  corrected[cell * columns + column] -= share * moves[cluster][batch + column];
                }
              }
            });
    return new DenseMatrix(cells.count(), columns, corrected);
  }

  /** The moves (batches, dimensions) in one cluster. */
  private double[] moves(double[] shares, int clusters, int cluster) {
    int columns = cells.points().columns();
    double[] weights = new double[cells.shares().length];
    double[] sums = new double[ArraySize.of("sums (batches, dimensions)", weights.length, columns)];
    for (int cell = 0; cell < cells.count(); cell++) {
      double share = shares[cell * clusters + cluster];
      int batch = cells.batches()[cell];
      weights[batch] += share;
      for (int column = 0; column < columns; column++) {
        sums[batch * columns + column] += share * cells.points().get(cell, column);
      }
    }
    for (int column = 0; column < columns; column++) {
      double intercept = intercept(weights, sums, column);
      for (int batch = 0; batch < weights.length; batch++) {
        int place = batch * columns + column;
        sums[place] = (sums[place] - weights[batch] * intercept) / (weights[batch] + lambda);
      }
    }
    return sums;
  }

  private double intercept(double[] weights, double[] sums, int column) {
    double above = 0;
    double below = 0;
    for (int batch = 0; batch < weights.length; batch++) {
      double shrink = lambda / (weights[batch] + lambda);
      above += shrink * sums[batch * cells.points().columns() + column];
      below += shrink * weights[batch];
    }
    return below == 0 ? 0 : above / below;
  }
}

package org.polysome.metric.perturbation.relation;

import java.util.ArrayList;
import java.util.List;
import org.polysome.graph.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * How much of the variance of gene vectors follows from statistics of the genes' expression, such
 * as its mean: the vectors are regressed on the statistics with an intercept, and the explained sum
 * of squares over all dimensions is divided by the whole (paper 002, appendix A.5; over all
 * principal components it is the same number).
 *
 * @param vectors one row per gene (genes, dimensions)
 */
public record MomentsExplained(DenseMatrix vectors) {

  private static final long PURPOSE = Seeds.of("shuffled gene vectors");

  /** A direction shorter than this share of what it was adds nothing to those before. */
  private static final double SMALL = 1e-10;

  /**
   * The share that some statistics explain together, in [0, 1].
   *
   * @param statistics of each gene, each as long as there are genes
   */
  public Measurement share(List<double[]> statistics) {
    List<double[]> basis = basis(statistics);
    double[] means = ColumnMeans.of(vectors);
    int columns = vectors.columns();
    double all = 0;
    double explained = 0;
    for (int column = 0; column < columns; column++) {
      double[] projected = new double[basis.size()];
      for (int gene = 0; gene < vectors.rows(); gene++) {
        double value = vectors.get(gene, column) - means[column];
        all += value * value;
        for (int i = 0; i < projected.length; i++) {
          projected[i] += value * basis.get(i)[gene];
        }
      }
      for (double part : projected) {
        explained += part * part;
      }
    }
    return all == 0 ? Measurement.none(Status.CONSTANT) : Measurement.of(explained / all);
  }

  /** The same vectors given to other genes at random: the null. */
  public MomentsExplained shuffled(long seed, int repeat) {
    int genes = vectors.rows();
    var order = new Permutation(genes, Seeds.of(PURPOSE, seed, repeat));
    int[] places = new int[genes];
    for (int gene = 0; gene < genes; gene++) {
      places[gene] = (int) order.at(gene);
    }
    return new MomentsExplained(vectors.select(places));
  }

  /** Orthonormal directions that span the centred statistics. */
  private List<double[]> basis(List<double[]> statistics) {
    List<double[]> basis = new ArrayList<>();
    for (double[] statistic : statistics) {
      if (statistic.length != vectors.rows()) {
        throw new IllegalArgumentException(
            statistic.length + " numbers for " + vectors.rows() + " genes");
      }
      double[] direction = centred(statistic);
      double before = norm(direction);
      for (double[] other : basis) {
        double along = product(direction, other);
        for (int gene = 0; gene < direction.length; gene++) {
          direction[gene] -= along * other[gene];
        }
      }
      double length = norm(direction);
      if (length > SMALL * before) {
        for (int gene = 0; gene < direction.length; gene++) {
          direction[gene] /= length;
        }
        basis.add(direction);
      }
    }
    return basis;
  }

  private static double[] centred(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double[] moved = new double[values.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = values[i] - mean;
    }
    return moved;
  }

  private static double norm(double[] values) {
    return Math.sqrt(product(values, values));
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

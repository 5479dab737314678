package org.polysome.metric.perturbation;

import java.util.stream.IntStream;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.statistics.Order;

/**
 * One vector for each perturbation that has cells; the control has none.
 *
 * @param vectors (perturbations, dimensions)
 * @param perturbations which each row is, ascending
 */
public record Profiles(DenseMatrix vectors, int[] perturbations) {

  /** How the cells of a perturbation become one vector. */
  public enum Summary {
    /** The mean of each dimension. */
    MEAN,
    /** The median of each dimension; of an even number of cells, the mean of the middle two. */
    MEDIAN
  }

  /** Checks the lengths. */
  public Profiles {
    if (perturbations.length != vectors.rows()) {
      throw new IllegalArgumentException(
          perturbations.length + " perturbations of " + vectors.rows() + " profiles");
    }
  }

  /** Sums up the cells of each perturbation. */
  public static Profiles of(PerturbedCells cells, Summary summary) {
    Members members = Members.of(cells);
    int[] present = members.present();
    int columns = cells.points().columns();
    DenseMatrix vectors = DenseMatrix.zeros(present.length, columns);
    IntStream.range(0, present.length)
        .parallel()
        .forEach(
            row -> {
              DenseMatrix own = cells.points().select(members.places()[present[row]]);
              double[] one = summary == Summary.MEAN ? ColumnMeans.of(own) : medians(own);
              System.arraycopy(one, 0, vectors.values(), row * columns, columns);
            });
    return new Profiles(vectors, present);
  }

  private static double[] medians(DenseMatrix cells) {
    DenseMatrix turned = cells.transposed();
    return IntStream.range(0, turned.rows())
        .mapToDouble(dimension -> Order.median(turned.row(dimension)).orElseThrow())
        .toArray();
  }
}

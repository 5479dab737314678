package org.polysome.metric.perturbation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

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
    int[][] members = Members.of(cells.perturbations(), cells.perturbationCodes());
    int[] present =
        IntStream.range(0, members.length)
            .filter(code -> code != cells.control() && members[code].length > 0)
            .toArray();
    int columns = cells.points().columns();
    DenseMatrix vectors = DenseMatrix.zeros(present.length, columns);
    IntStream.range(0, present.length)
        .parallel()
        .forEach(
            row -> {
              double[] one = summary(cells.points(), members[present[row]], summary);
              System.arraycopy(one, 0, vectors.values(), row * columns, columns);
            });
    return new Profiles(vectors, present);
  }

  private static double[] summary(DenseMatrix points, int[] members, Summary summary) {
    return summary == Summary.MEAN ? Members.mean(points, members) : median(points, members);
  }

  private static double[] median(DenseMatrix points, int[] members) {
    double[] medians = new double[points.columns()];
    double[] column = new double[members.length];
    for (int j = 0; j < medians.length; j++) {
      for (int i = 0; i < members.length; i++) {
        column[i] = points.get(members[i], j);
      }
      Arrays.sort(column);
      medians[j] = (column[(members.length - 1) / 2] + column[members.length / 2]) / 2;
    }
    return medians;
  }
}

package org.polysome.metric.perturbation;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.UnitRows;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * Whether the cells of a perturbation are more alike than those of perturbations that do nothing.
 * The statistic is the mean cosine over all pairs of a perturbation's cells; the null is the same
 * statistic of perturbations of genes that the cells do not express (Celik et al. 2024).
 *
 * @param missing what becomes of a null perturbation of a single cell
 */
public record PerturbationConsistency(Missing missing) {

  /** The p-value up to which Tx-Evaluation counts a perturbation as consistent. */
  public static final double LEVEL = 0.05;

  /** What becomes of null perturbations that have no statistic. */
  public enum Missing {
    /** They are left out. */
    LEFT_OUT,
    /** They count as more alike than any, which raises every p-value. */
    COUNTED
  }

  /**
   * As {@link Flavor#EFAAR} (which counts what is missing), {@link Flavor#TX_EVALUATION} or {@link
   * Flavor#POLYSOME} (which leave it out) have it.
   *
   * @throws IllegalArgumentException if it is another's
   */
  public static PerturbationConsistency of(Flavor flavor) {
    return switch (flavor) {
      case EFAAR -> new PerturbationConsistency(Missing.COUNTED);
      case TX_EVALUATION, POLYSOME -> new PerturbationConsistency(Missing.LEFT_OUT);
      default -> throw new IllegalArgumentException("perturbation consistency: " + flavor.text());
    };
  }

  /**
   * Tests every perturbation that has cells, except the control and the null ones.
   *
   * @param cells after an alignment
   * @param nulls codes of the perturbations that do nothing
   */
  public SignificanceTable test(PerturbedCells cells, int[] nulls) {
    Members members = Members.of(cells);
    DenseMatrix unit = UnitRows.of(cells.points());
    List<Measurement> statistics =
        members.ofEach().parallel().map(places -> statistic(unit, places)).toList();
    return new NullTest(members.present(), statistics, NullDistribution::shareAtLeast)
        .against(nulls, missing);
  }

  /** The mean cosine over all pairs of rows (cells, dimensions), at least two. */
  public static Measurement meanCosine(DenseMatrix rows) {
    return statistic(UnitRows.of(rows), IntStream.range(0, rows.rows()).toArray());
  }

  /** The sum over pairs follows from the length of the sum of the rows. */
  private static Measurement statistic(DenseMatrix unit, int[] members) {
    int n = members.length;
    if (n < 2) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double[] sum = new double[unit.columns()];
    double own = 0;
    for (int member : members) {
      for (int j = 0; j < sum.length; j++) {
        double value = unit.get(member, j);
        sum[j] += value;
        own += value * value;
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    return Measurement.of(Math.clamp((squares - own) / n / (n - 1), -1, 1));
  }
}

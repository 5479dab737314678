package org.polysome.metric.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * Perturbation consistency as TxFM (appendix B.1.1) words it: the mean over a perturbation's cells
 * of the cosine with the mean of its other cells, against cosines of random cells with the means of
 * perturbations that are not their own. The paper lost its threshold and the number of random
 * cells; 0.05 is Tx-Evaluation's.
 *
 * @param pairs random cells and the perturbations they are compared with
 */
public record LeaveOneOutConsistency(Pairs pairs) {

  private static final long RANDOM_CELLS = Seeds.of("random-cells");

  /**
   * Cells and the perturbations whose mean they are compared with.
   *
   * @param cells places of cells
   * @param perturbations codes, as many
   */
  public record Pairs(int[] cells, int[] perturbations) {

    /** Checks the lengths. */
    public Pairs {
      if (cells.length != perturbations.length) {
        throw new IllegalArgumentException(
            cells.length + " cells, " + perturbations.length + " perturbations");
      }
    }

    /**
     * So many cells drawn at random, each with every perturbation that has cells.
     *
     * @param count how many cells; where there are fewer, all
     */
    public static Pairs random(PerturbedCells cells, int count, long seed) {
      var order = new Permutation(cells.points().rows(), Seeds.of(seed, RANDOM_CELLS));
      int[] drawn =
          LongStream.range(0, Math.min(count, order.size()))
              .mapToInt(place -> (int) order.at(place))
              .toArray();
      return all(drawn, cells);
    }

    /** Every one of some cells with every perturbation that has cells. */
    public static Pairs all(int[] chosen, PerturbedCells cells) {
      int[] present = Members.of(cells).present();
      int size = ArraySize.of("cosines (cells, perturbations)", chosen.length, present.length);
      return new Pairs(
          IntStream.range(0, size).map(i -> chosen[i / present.length]).toArray(),
          IntStream.range(0, size).map(i -> present[i % present.length]).toArray());
    }
  }

  /**
   * Tests every perturbation that has cells.
   *
   * @param cells after an alignment
   */
  public SignificanceTable test(PerturbedCells cells) {
    Members members = Members.of(cells);
    List<Measurement> statistics =
        members.ofEach().parallel().map(places -> statistic(cells.points(), places)).toList();
    return new NullTest(members.present(), statistics, NullDistribution::shareAtLeast)
        .against(new NullDistribution(nullCosines(cells)));
  }

  private double[] nullCosines(PerturbedCells cells) {
    Profiles profiles = Profiles.of(cells, Profiles.Summary.MEAN);
    int[] rows =
        IntStream.of(pairs.perturbations)
            .map(code -> Arrays.binarySearch(profiles.perturbations(), code))
            .toArray();
    return IntStream.range(0, rows.length)
        .filter(i -> rows[i] >= 0)
        .filter(i -> cells.perturbations()[pairs.cells[i]] != pairs.perturbations[i])
        .parallel()
        .mapToDouble(
            i ->
                Vectors.cosine(cells.points().row(pairs.cells[i]), profiles.vectors().row(rows[i])))
        .toArray();
  }

  private static Measurement statistic(DenseMatrix points, int[] members) {
    int n = members.length;
    if (n < 2) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double[] mean = ColumnMeans.of(points.select(members));
    double[] others = new double[mean.length];
    double sum = 0;
    for (int member : members) {
      double[] own = points.row(member);
      for (int j = 0; j < mean.length; j++) {
        others[j] = mean[j] * n - own[j];
      }
      sum += Vectors.cosine(own, others);
    }
    return Measurement.of(sum / n);
  }
}

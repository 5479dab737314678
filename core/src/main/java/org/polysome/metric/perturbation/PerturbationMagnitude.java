package org.polysome.metric.perturbation;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.distribution.EnergyDistance;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * How far the cells of a perturbation are from the controls: their energy distance, against that of
 * perturbations that do nothing (Celik et al. 2024; EFAAR_benchmarking 0.1, whose draw of controls
 * has no seed).
 *
 * @param mostControls how many controls are drawn at random where there are more
 * @param leastCells perturbations of fewer cells are not tested
 * @param seed of the draw
 */
public record PerturbationMagnitude(int mostControls, int leastCells, long seed) {

  private static final long CONTROLS = Seeds.of("magnitude-controls");

  /** Checks the numbers. */
  public PerturbationMagnitude {
    if (mostControls < 1 || leastCells < 1) {
      throw new IllegalArgumentException(
          mostControls + " controls, perturbations of " + leastCells + " cells");
    }
  }

  /** EFAAR's: at most 1000 controls, at least 5 cells. */
  public static PerturbationMagnitude efaar(long seed) {
    return new PerturbationMagnitude(1000, 5, seed);
  }

  /**
   * Tests every perturbation that has cells, except the control and the null ones. The p-value is
   * the share of the null that is larger; null perturbations without a distance are left out.
   *
   * @param cells after an alignment
   * @param nulls codes of the perturbations that do nothing
   */
  public SignificanceTable test(PerturbedCells cells, int[] nulls) {
    DenseMatrix controls = cells.points().select(drawn(cells.controls()));
    Function<DenseMatrix, Measurement> toControls = EnergyDistance.V_STATISTIC.to(controls);
    Members members = Members.of(cells);
    List<Measurement> distances =
        members
            .ofEach()
            .map(places -> distance(cells.points().select(places), toControls))
            .toList();
    return new NullTest(members.present(), distances, NullDistribution::shareAbove)
        .against(nulls, PerturbationConsistency.Missing.LEFT_OUT);
  }

  private int[] drawn(int[] controls) {
    var order = new Permutation(controls.length, Seeds.of(seed, CONTROLS));
    return LongStream.range(0, Math.min(mostControls, controls.length))
        .mapToInt(place -> controls[(int) order.at(place)])
        .toArray();
  }

  private Measurement distance(DenseMatrix cells, Function<DenseMatrix, Measurement> toControls) {
    return cells.rows() < leastCells
        ? Measurement.none(Status.TOO_FEW_CELLS)
        : toControls.apply(cells);
  }
}

package org.polysome.metric.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    int[][] members = Members.of(cells.perturbations(), cells.perturbationCodes());
    DenseMatrix controls = cells.points().select(drawn(members[cells.control()]));
    Function<DenseMatrix, Measurement> toControls = EnergyDistance.V_STATISTIC.to(controls);
    int[] present =
        IntStream.range(0, members.length)
            .filter(code -> code != cells.control() && members[code].length > 0)
            .toArray();
    Measurement[] distances = new Measurement[members.length];
    for (int code : present) {
      distances[code] = distance(cells.points().select(members[code]), toControls);
    }
    var against =
        new NullDistribution(
            Arrays.stream(present)
                .filter(code -> contains(nulls, code))
                .mapToObj(code -> distances[code])
                .flatMapToDouble(distance -> distance.value().stream())
                .toArray());
    List<Tested> tested =
        Arrays.stream(present)
            .filter(code -> !contains(nulls, code))
            .mapToObj(code -> tested(code, distances[code], against))
            .toList();
    return new SignificanceTable(tested, against);
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

  private static boolean contains(int[] codes, int code) {
    return Arrays.stream(codes).anyMatch(one -> one == code);
  }

  private static Tested tested(int code, Measurement distance, NullDistribution against) {
    Measurement p =
        distance.value().isPresent()
            ? against.shareAbove(distance.value().getAsDouble())
            : distance;
    return new Tested(code, distance, p);
  }
}

package org.polysome.metric;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.random.Seeds;

/**
 * Percentile intervals over resampled cells (Efron, 1979). A cell that was tested in several splits
 * is one cell: it is drawn with all its tests.
 *
 * @param resamples how many times the cells are drawn
 * @param seed of the draws
 */
public record Bootstrap(int resamples, long seed) {

  /** Checks that there is something to take percentiles of. */
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException(resamples + " resamples");
    }
  }

  /**
   * The interval of a statistic.
   *
   * @param cells how many cells are drawn from, and drawn
   * @param statistic the statistic of cells by how often each was drawn; empty where it has none
   * @return empty if the statistic has no value in any resample
   */
  public Optional<Interval> interval(int cells, Function<int[], OptionalDouble> statistic) {
    double[] values =
        IntStream.range(0, resamples)
            .parallel()
            .mapToObj(resample -> statistic.apply(draw(cells, resample)))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(values);
    return Optional.of(new Interval(quantile(values, 0.025), quantile(values, 0.975)));
  }

  private int[] draw(int cells, int resample) {
    RandomGenerator random = Seeds.generator(seed, Seeds.of("bootstrap"), resample);
    int[] drawn = new int[cells];
    for (int i = 0; i < cells; i++) {
      drawn[random.nextInt(cells)]++;
    }
    return drawn;
  }

  /** Linear between the order statistics, as numpy does. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

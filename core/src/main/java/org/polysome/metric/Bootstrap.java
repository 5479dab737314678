package org.polysome.metric;

import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.metric.statistics.Moments;
import org.polysome.random.Seeds;

/**
 * How much a statistic would differ with other cells, by drawing cells again (Efron, 1979). A cell
 * that was tested in several splits is one cell: it is drawn with all its tests.
 *
 * @param resamples how many times the cells are drawn
 * @param seed of the draws
 */
public record Bootstrap(int resamples, long seed) {

  /** Checks that there is something to draw. */
  public Bootstrap {
    if (resamples < 2) {
      throw new IllegalArgumentException(resamples + " resamples");
    }
  }

  /**
   * The standard deviation of a statistic over the draws. Intervals are made of it, not of
   * percentiles: those of a mean over small classes do not even hold the value itself, because a
   * draw has fewer different cells of a class than there are.
   *
   * @param cells how many cells are drawn from, and drawn
   * @param statistic the statistic of cells by how often each was drawn; empty where it has none
   * @return empty if the statistic has a value in fewer than two draws
   */
  public OptionalDouble standardError(int cells, Function<int[], OptionalDouble> statistic) {
    double[] values =
        IntStream.range(0, resamples)
            .parallel()
            .mapToObj(resample -> statistic.apply(draw(cells, resample)))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Moments.of(values).deviation());
  }

  private int[] draw(int cells, int resample) {
    RandomGenerator random = Seeds.generator(seed, Seeds.of("bootstrap"), resample);
    int[] drawn = new int[cells];
    for (int i = 0; i < cells; i++) {
      drawn[random.nextInt(cells)]++;
    }
    return drawn;
  }
}

package org.polysome.metric.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class SignificanceTableTest {

  private static final Measurement NONE = Measurement.none(Status.TOO_FEW_CELLS);
  private static final NullDistribution SOME = new NullDistribution(new double[] {1, 2});

  private static SignificanceTable table(NullDistribution against, double... p) {
    List<Tested> tested =
        DoubleStream.of(p)
            .mapToObj(one -> new Tested(1, NONE, Double.isNaN(one) ? NONE : Measurement.of(one)))
            .toList();
    return new SignificanceTable(tested, against);
  }

  @Test
  void sharesAreOfPerturbationsThatHaveAP() {
    SignificanceTable table = table(SOME, 0.01, 0.05, Double.NaN, 0.2, 0.9);
    assertThat(table.shareAtMost(0.05)).isEqualTo(Measurement.of(0.5));
    assertThat(table.shareBelow(0.05)).isEqualTo(Measurement.of(0.25));
    assertThat(table.shareAtMost(0.001)).isEqualTo(Measurement.of(0));
    assertThat(table.shareBelow(1)).isEqualTo(Measurement.of(1));
  }

  @Test
  void withoutOneThereIsAStatus() {
    assertThat(table(SOME, Double.NaN).shareBelow(0.05)).isEqualTo(NONE);
    assertThat(table(new NullDistribution(new double[0]), Double.NaN).shareBelow(0.05))
        .isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
  }

  /** Whole numbers, so that many of the null are equal to the value asked for. */
  @Test
  void placesInTheNullAreCountedOneByOne() {
    long seed = 21;
    Random random = new Random(seed);
    for (int size = 1; size < 40; size++) {
      double[] values = random.ints(size, 0, 9).asDoubleStream().toArray();
      if (size % 4 == 0) {
        values[0] = Double.NaN;
      }
      NullDistribution against = new NullDistribution(values);
      for (double value = -1; value <= 9; value += 0.5) {
        double asked = value;
        double above =
            Arrays.stream(values).filter(one -> Double.isNaN(one) || one > asked).count();
        double atLeast =
            Arrays.stream(values).filter(one -> Double.isNaN(one) || one >= asked).count();
        assertThat(against.shareAbove(asked))
            .as("seed %d, %s among %d", seed, asked, size)
            .isEqualTo(Measurement.of(above / size));
        assertThat(against.shareAtLeast(asked)).isEqualTo(Measurement.of(atLeast / size));
      }
    }
  }
}

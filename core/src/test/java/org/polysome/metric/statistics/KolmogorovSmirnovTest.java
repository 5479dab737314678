package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KolmogorovSmirnovTest {

  @Test
  void partedSamples() {
    double[] low = {1, 2, 3, 4, 5};
    double[] high = {6, 7, 8, 9, 10};
    assertThat(test(low, high)).isEqualTo(test(high, low));
    assertThat(test(low, high).statistic()).isEqualTo(1);
    assertThat(test(low, high).p()).isEqualTo(2 / 252.0, Offset.offset(1e-16));
    assertThat(test(low, low)).isEqualTo(new Significance(0, 1));
  }

  /** Every way to mix both samples is as likely as any other. */
  @ParameterizedTest
  @CsvSource({"4, 7", "6, 6", "1, 9", "5, 10"})
  void countsAllOrders(int first, int second) {
    int size = first + second;
    int[] orders =
        IntStream.range(0, 1 << size).filter(i -> Integer.bitCount(i) == first).toArray();
    for (int tested = 0; tested < orders.length; tested += orders.length / 7) {
      int drawn = orders[tested];
      double distance = distance(drawn, first, size);
      long far =
          Arrays.stream(orders)
              .filter(other -> distance(other, first, size) >= distance - 1e-9)
              .count();
      Significance test = test(values(drawn, size, 1), values(drawn, size, 0));
      assertThat(test.statistic()).isEqualTo(distance, Offset.offset(1e-14));
      assertThat(test.p()).isEqualTo((double) far / orders.length, Offset.offset(1e-14));
    }
  }

  private static double distance(int drawn, int first, int size) {
    double largest = 0;
    int seen = 0;
    for (int i = 0; i < size; i++) {
      seen += drawn >> i & 1;
      double other = (double) (i + 1 - seen) / (size - first);
      largest = Math.max(largest, Math.abs((double) seen / first - other));
    }
    return largest;
  }

  private static double[] values(int drawn, int size, int bit) {
    return IntStream.range(0, size)
        .filter(i -> (drawn >> i & 1) == bit)
        .mapToDouble(i -> i)
        .toArray();
  }

  /** Samples of equal sizes, of sizes with and without a common divisor, with and without ties. */
  @ParameterizedTest(name = "{0} and {1} values in steps of {2}, seed 9")
  @CsvSource({
    "300, 300, 0",
    "300, 300, 0.5",
    "300, 290, 0",
    "301, 290, 0.5",
    "20, 3000, 0",
    "1000, 999, 0.5"
  })
  void agreesWithCountingTheWays(int first, int second, double step) {
    var random = new Random(9);
    double[] one = gaussians(random, first, step);
    double[] other = gaussians(random, second, step);
    other[0] = -0.0;
    one[0] = 0.0;
    Significance test = test(one, other);
    double expected = share(Math.round(test.statistic() * first * second), first, second);
    assertThat(test.p()).isEqualTo(expected, Offset.offset(1e-12 * expected));
    assertThat(test(other, one).p()).isEqualTo(test.p(), Offset.offset(1e-14));
  }

  /** Beyond 10,000 values p is no longer exact: a sample of as many as both are worth. */
  @ParameterizedTest
  @CsvSource({"10000, 10000, 1e-12", "10001, 10001, 0.03", "12000, 500, 0.03"})
  void largeSamplesComeNear(int first, int second, double tolerance) {
    double[] one = IntStream.range(0, first).mapToDouble(i -> (i + 0.5) / first).toArray();
    double[] other = IntStream.range(0, second).mapToDouble(i -> (i + 0.5) / second).toArray();
    double moved = 1.2 / Math.sqrt((double) first * second / (first + second));
    Arrays.setAll(other, i -> other[i] + moved);
    Significance test = test(one, other);
    double expected = share(Math.round(test.statistic() * first * second), first, second);
    assertThat(expected).isBetween(0.01, 0.2);
    assertThat(test.p()).isEqualTo(expected, Offset.offset(tolerance * expected));
  }

  @Test
  void oneValueAmongOthers() {
    assertThat(test(new double[] {2}, new double[] {1, 2, 2, 2, 3}))
        .isEqualTo(new Significance(0.2, 1));
    Significance last = test(new double[] {1, 2, 3}, new double[] {9});
    assertThat(last.statistic()).isEqualTo(1);
    assertThat(last.p()).isEqualTo(0.5, Offset.offset(1e-15));
  }

  private static double[] gaussians(Random random, int count, double step) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double value = random.nextGaussian() * 1.05;
      values[i] = step > 0 ? Math.rint(value / step) * step : value;
    }
    return values;
  }

  /**
   * The share of all orders of both samples in which they come at least so far apart, in units of 1
   * / (first * second): the last step to (i, j) is from the first sample with probability i / (i +
   * j).
   */
  private static double share(long steps, int first, int second) {
    double[] reached = new double[second + 1];
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        if (Math.abs((long) i * second - (long) j * first) >= steps) {
          reached[j] = 1;
        } else if (j > 0) {
          double fromFirst = (double) i / (i + j);
          reached[j] = fromFirst * reached[j] + (1 - fromFirst) * reached[j - 1];
        }
      }
    }
    return reached[second];
  }

  @Test
  void tiesStepTogether() {
    assertThat(test(new double[] {0, 0, 1}, new double[] {0, 1, 1, 1}).statistic())
        .isEqualTo(5 / 12.0);
  }

  @Test
  void needsValues() {
    assertThat(KolmogorovSmirnov.twoSample(new double[0], new double[1])).isEmpty();
    assertThatThrownBy(() -> test(new double[] {Double.NaN}, new double[1]))
        .hasMessageContaining("not a number");
  }

  private static Significance test(double[] first, double[] second) {
    return KolmogorovSmirnov.twoSample(first, second).orElseThrow();
  }

  @Test
  void theOrderOfASampleDoesNotMatter() {
    double[] first = {3, 1, 8, 2, 5};
    double[] second = {9, 4, 7, 0, 6, 10};
    double[] firstSorted = {1, 2, 3, 5, 8};
    double[] secondSorted = {0, 4, 6, 7, 9, 10};
    assertThat(test(first, second)).isEqualTo(test(firstSorted, secondSorted));
    // After 5 four fifths of the first and two sixths of the second are passed.
    assertThat(test(first, second).statistic()).isEqualTo(4 / 5.0 - 2 / 6.0, Offset.offset(1e-15));
    assertThat(first).containsExactly(3, 1, 8, 2, 5);
  }
}

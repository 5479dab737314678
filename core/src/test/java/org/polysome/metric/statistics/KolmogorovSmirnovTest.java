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

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.9999906941986654",
    "0.5, 0.9639452436648751",
    "0.9, 0.39273070794065434",
    "1, 0.26999967167735456",
    "1.36, 0.049485876755377876",
    "2, 0.0006709252557796953",
    "0, 1"
  })
  void limitAgreesWithItsSeries(double x, double expected) {
    assertThat(KolmogorovSmirnov.limit(x)).isEqualTo(expected, Offset.offset(1e-14));
  }

  @Test
  void exactComesNearTheLimit() {
    var random = new Random(9);
    double[] first = random.doubles(3000).toArray();
    double[] second = random.doubles(2900).map(x -> x * 0.97).toArray();
    Significance test = test(first, second);
    double limit = KolmogorovSmirnov.limit(test.statistic() * Math.sqrt(3000.0 * 2900 / 5900));
    assertThat(test.p()).as("seed 9").isEqualTo(limit, Offset.offset(0.05 * limit));
  }

  @Test
  void tiesStepTogether() {
    assertThat(test(new double[] {0, 0, 1}, new double[] {0, 1, 1, 1}).statistic())
        .isEqualTo(5 / 12.0);
  }

  @Test
  void largeSamples() {
    double[] first = new double[20_000];
    double[] second = new double[20_000];
    for (int i = 0; i < first.length; i++) {
      first[i] = i;
      second[i] = i + 300.5;
    }
    Significance test = test(first, second);
    assertThat(test.statistic()).isEqualTo(301 / 20_000.0);
    assertThat(test.p()).isEqualTo(KolmogorovSmirnov.limit(1.505), Offset.offset(1e-12));
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

package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

  @ParameterizedTest(name = "{0} values, seed 7")
  @ValueSource(ints = {0, 1, 2, 3, 8, 13, 1000, 1025})
  void isStable(int count) {
    double[] values = new Random(7).ints(count, -9, 9).asDoubleStream().toArray();
    int[] expected =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(Order.ascending(values)).containsExactly(expected);
  }

  @Test
  void bothZerosAreEqualAndInfinitiesAreEnds() {
    double[] values = {0.0, -0.0, Double.POSITIVE_INFINITY, 0.0, Double.NEGATIVE_INFINITY};
    assertThat(Order.ascending(values)).containsExactly(4, 0, 1, 3, 2);
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    double[] values = {5, -1, 3, 8};
    assertThat(Order.median(values)).hasValue(4);
    assertThat(values).as("left in their order").containsExactly(5, -1, 3, 8);
    assertThat(Order.median(new double[] {5, -1, 3})).hasValue(3);
    assertThat(Order.median(new double[0])).isEmpty();
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> Order.ascending(new double[] {1, Double.NaN}))
        .hasMessageContaining("value 1 is not a number");
  }
}

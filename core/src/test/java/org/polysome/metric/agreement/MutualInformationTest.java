package org.polysome.metric.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Values from scikit-learn 1.9.1. */
class MutualInformationTest {

  private static final Offset<Double> CLOSE = Offset.offset(2e-14);

  @ParameterizedTest
  @CsvSource({
    "A, 0.8, 0.816496580927726, 1, 0.666666666666667, 0.571428571428572",
    "B, 0, 0, 0, 0, 0",
    "C, 0, 0, 0, 0, -0.5",
    "D, 1, 1, 1, 1, 1",
    "E, 0.44270128334605, 0.44270128334605, 0.44270128334605, 0.44270128334605, 0.237288777701336",
    "F, 1, 1, 1, 1, 1",
    "G, 1, 1, 1, 1, 1",
    "H, 0.59862478764023, 0.599320754769252, 0.628925496271829, 0.571109565801322, 0.489450645758421"
  })
  void agreesWithTheReference(ArgumentsAccessor values) {
    Partitions pair = Objects.requireNonNull(values.get(0, Partitions.class));
    for (Contingency table : List.of(pair.table(), pair.turned())) {
      for (Average average : Average.values()) {
        assertThat(MutualInformation.normalised(table, average))
            .as(average.name())
            .isEqualTo(values.getDouble(1 + average.ordinal()), CLOSE);
      }
      assertThat(MutualInformation.adjusted(table, Average.ARITHMETIC))
          .isEqualTo(values.getDouble(5), CLOSE);
    }
  }

  @ParameterizedTest
  @CsvSource({"A, 0.693147180559945", "E, 0.482057416520813", "H, 0.577622650466621", "F, 0"})
  void inNats(Partitions pair, double expected) {
    assertThat(MutualInformation.of(pair.table())).isEqualTo(expected, Offset.offset(1e-15));
  }

  @Test
  void noCellsAgree() {
    var none = Contingency.of(new int[0], new int[0]);
    assertThat(MutualInformation.normalised(none, Average.MAX)).isEqualTo(1);
    assertThat(MutualInformation.adjusted(none, Average.MAX)).isEqualTo(1);
    assertThat(MutualInformation.entropy(new long[0])).isZero();
  }

  @Test
  void unusedNumbersChangeNothing() {
    var spread = Contingency.of(new int[] {3, 3, 9, 9}, new int[] {8, 8, 1, 5});
    assertThat(MutualInformation.normalised(spread, Average.ARITHMETIC)).isEqualTo(0.8, CLOSE);
    assertThat(MutualInformation.adjusted(spread, Average.ARITHMETIC))
        .isEqualTo(0.571428571428572, CLOSE);
  }

  /** The mean over every order of seven cells is the expectation that is taken off. */
  @Test
  void adjustedTakesOffTheMeanOfAllOrders() {
    int[] truth = {0, 0, 0, 1, 1, 2, 2};
    int[] clusters = {0, 0, 1, 1, 1, 1, 2};
    List<int[]> orders = new ArrayList<>();
    permute(clusters.clone(), 0, orders);
    double expected =
        orders.stream()
            .mapToDouble(order -> MutualInformation.of(Contingency.of(truth, order)))
            .average()
            .orElseThrow();
    var table = Contingency.of(truth, clusters);
    for (Average average : Average.values()) {
      double most =
          average.of(
              MutualInformation.entropy(table.first()), MutualInformation.entropy(table.second()));
      assertThat(MutualInformation.adjusted(table, average))
          .isEqualTo(
              (MutualInformation.of(table) - expected) / (most - expected), Offset.offset(1e-12));
    }
  }

  @Test
  void manySinglesAreNoBurden() {
    int cells = 100_000;
    int[] singles = new int[cells];
    int[] halves = new int[cells];
    for (int i = 0; i < cells; i++) {
      singles[i] = i;
      halves[i] = i % 2;
    }
    var table = Contingency.of(halves, singles);
    assertThat(MutualInformation.normalised(table, Average.ARITHMETIC))
        .isEqualTo(2 * Math.log(2) / (Math.log(2) + Math.log(cells)), Offset.offset(1e-12));
    assertThat(MutualInformation.adjusted(table, Average.ARITHMETIC))
        .isEqualTo(0, Offset.offset(1e-9));
  }

  @Test
  void randomPartitionsAdjustToNothing() {
    var random = new Random(5);
    int[] first = random.ints(20_000, 0, 10).toArray();
    int[] second = random.ints(20_000, 0, 30).toArray();
    assertThat(MutualInformation.adjusted(Contingency.of(first, second), Average.ARITHMETIC))
        .as("seed 5")
        .isEqualTo(0, Offset.offset(2e-3));
  }

  private static void permute(int[] values, int from, List<int[]> orders) {
    if (from == values.length) {
      orders.add(values.clone());
    }
    for (int i = from; i < values.length; i++) {
      swap(values, from, i);
      permute(values, from + 1, orders);
      swap(values, from, i);
    }
  }

  private static void swap(int[] values, int a, int b) {
    int kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }
}

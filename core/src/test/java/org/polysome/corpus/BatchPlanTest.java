package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.fault.DataException;
import org.polysome.random.Seeds;

class BatchPlanTest {

  private static final IntUnaryOperator LENGTH = row -> (int) (500 * Seeds.uniform(3, row));

  @ParameterizedTest
  @CsvSource({"1000, 32, 8", "1000, 32, 1", "1001, 64, 32", "5, 64, 32", "64, 64, 4", "65, 64, 4"})
  void eachEpochHasEveryCellOnceInBatchesOfEvenSize(int cells, int batchSize, int window) {
    ShuffledPlan plan = plan(cells, batchSize, window, 1);
    assertThat(plan.stepsPerEpoch()).isEqualTo(Math.ceilDiv(cells, batchSize));
    for (long epoch = 0; epoch < 3; epoch++) {
      List<Integer> seen = new ArrayList<>();
      int smallest = Integer.MAX_VALUE;
      int largest = 0;
      for (long step = 0; step < plan.stepsPerEpoch(); step++) {
        int[] rows = plan.rows(epoch * plan.stepsPerEpoch() + step);
        Arrays.stream(rows).forEach(seen::add);
        smallest = Math.min(smallest, rows.length);
        largest = Math.max(largest, rows.length);
      }
      assertThat(largest).isLessThanOrEqualTo(batchSize);
      assertThat(largest - smallest).isLessThanOrEqualTo(1);
      assertThat(seen).hasSize(cells).doesNotHaveDuplicates();
    }
  }

  @Test
  void aStepIsTheSameWhoeverAsksAndWhen() {
    ShuffledPlan one = plan(1000, 32, 8, 7);
    ShuffledPlan other = plan(1000, 32, 8, 7);
    List<int[]> inOrder = IntStream.range(0, 100).mapToObj(one::rows).toList();
    for (int step : new int[] {99, 0, 57, 56, 58, 31, 32}) {
      assertThat(other.rows(step)).containsExactly(inOrder.get(step));
    }
    assertThat(plan(1000, 32, 8, 8).rows(0)).isNotEqualTo(inOrder.getFirst());
    assertThat(inOrder.get(32)).isNotEqualTo(inOrder.getFirst());
  }

  @ParameterizedTest
  @CsvSource({"1000, 32, 8", "100, 7, 1", "5, 64, 32"})
  void aBatchOfOneDomainHasCellsOfNoOther(int cells, int batchSize, int window) {
    int[] rows = IntStream.range(0, cells).map(row -> row * 2).toArray();
    IntUnaryOperator domain = row -> row % 14 == 0 ? -1 : row % 6;
    ShuffledPlan.Cut cut = new ShuffledPlan.Cut(batchSize, window);
    OneDomainPlan plan = new OneDomainPlan(rows, domain, LENGTH, cut, 5);
    OneDomainPlan twin = new OneDomainPlan(rows, domain, LENGTH, cut, 5);
    List<Integer> order = new ArrayList<>();
    for (long epoch = 0; epoch < 3; epoch++) {
      List<Integer> seen = new ArrayList<>();
      for (long step = 0; step < plan.stepsPerEpoch(); step++) {
        int[] batch = plan.rows(epoch * plan.stepsPerEpoch() + step);
        assertThat(batch.length).isBetween(1, batchSize);
        assertThat(Arrays.stream(batch).map(domain).distinct().count()).isEqualTo(1);
        Arrays.stream(batch).forEach(seen::add);
        order.add(domain.applyAsInt(batch[0]));
      }
      assertThat(seen).hasSize(cells).doesNotHaveDuplicates();
    }
    for (long step = 3 * plan.stepsPerEpoch() - 1; step >= 0; step--) {
      assertThat(twin.rows(step)).containsExactly(plan.rows(step));
    }
    if (cells > 500) {
      int steps = (int) plan.stepsPerEpoch();
      assertThat(order.subList(0, steps)).isNotEqualTo(order.subList(steps, 2 * steps));
    }
  }

  @Test
  void windowsSavePadding() {
    assertThat(padding(plan(4000, 32, 32, 1))).isLessThan(0.1 * padding(plan(4000, 32, 1, 1)));
  }

  @Test
  void lengthsDoNotGrowAlongAnEpoch() {
    ShuffledPlan plan = plan(6400, 32, 32, 1);
    long rises =
        IntStream.range(1, 200)
            .filter(step -> meanLength(plan.rows(step)) > meanLength(plan.rows(step - 1)))
            .count();
    assertThat(rises).isBetween(60L, 140L);
  }

  @Test
  void slicesOfAllRanksMakeTheBatch() {
    int[] rows = plan(1000, 33, 4, 1).rows(3);
    int[] joined =
        IntStream.range(0, 4).flatMap(r -> Arrays.stream(BatchPlan.slice(rows, r, 4))).toArray();
    assertThat(joined).containsExactly(rows);
  }

  @Test
  void anOrderedPlanRepeatsItself() {
    OrderedPlan plan = new OrderedPlan(IntStream.range(0, 100).toArray(), LENGTH, 30);
    assertThat(plan.stepsPerEpoch()).isEqualTo(4);
    assertThat(plan.rows(5)).containsExactly(plan.rows(1));
    assertThat(IntStream.range(0, 4).flatMap(s -> Arrays.stream(plan.rows(s))).boxed())
        .hasSize(100)
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesToTrainOnNothing() {
    assertThatThrownBy(() -> plan(0, 32, 1, 1)).isInstanceOf(DataException.class);
  }

  private static ShuffledPlan plan(int cells, int batchSize, int window, long seed) {
    int[] rows = IntStream.range(10, 10 + cells).toArray();
    return new ShuffledPlan(rows, LENGTH, new ShuffledPlan.Cut(batchSize, window), seed);
  }

  private static double padding(ShuffledPlan plan) {
    return IntStream.range(0, (int) plan.stepsPerEpoch())
        .mapToDouble(
            step -> {
              int[] lengths = Arrays.stream(plan.rows(step)).map(LENGTH).toArray();
              int most = Arrays.stream(lengths).max().orElseThrow();
              return Arrays.stream(lengths).map(length -> most - length).sum();
            })
        .sum();
  }

  private static double meanLength(int[] rows) {
    return Arrays.stream(rows).map(LENGTH).average().orElseThrow();
  }
}

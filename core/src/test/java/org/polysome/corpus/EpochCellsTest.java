package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.CellBuffer;

class EpochCellsTest {

  private static final int CELLS = 1000;
  private static final int SECOND = 600;
  private static final ShuffledPlan.Cut CUT = new ShuffledPlan.Cut(32, 4);
  private static final IntUnaryOperator LENGTH = row -> row % CELLS % 50;

  private static EpochCells cells(double first, double second) {
    return new EpochCells(
        List.of(
            new EpochCells.Part(IntStream.range(0, SECOND).toArray(), first),
            new EpochCells.Part(IntStream.range(SECOND, CELLS).toArray(), second)),
        CELLS);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2.5, 1", "0.25, 3", "0.001, 1.75", "4, 0.5"})
  void eachCellComesAsOftenAsItsWeight(double first, double second) {
    EpochCells cells = cells(first, second);
    ShuffledPlan plan = new ShuffledPlan(cells, LENGTH, CUT, 3);
    assertThat(plan.stepsPerEpoch()).isEqualTo(Math.ceilDiv(cells.size(), 32));
    assertThat(cells.size())
        .isCloseTo((int) (SECOND * first + 400 * second), org.assertj.core.data.Offset.offset(1));
    for (long epoch = 0; epoch < 3; epoch++) {
      int[] rows = epoch(plan, epoch);
      assertThat(rows).hasSize(cells.size()).doesNotHaveDuplicates();
      Map<Integer, Integer> times = new HashMap<>();
      Arrays.stream(rows).forEach(row -> times.merge(row % CELLS, 1, Integer::sum));
      times.forEach(
          (cell, count) -> {
            double weight = cell < SECOND ? first : second;
            assertThat((double) count).isBetween(Math.floor(weight), Math.ceil(weight));
          });
    }
  }

  /** Over many epochs the cells that come once more are all cells alike: chi-square. */
  @Test
  void theRestIsDrawnAnewForEachEpoch() {
    EpochCells cells = cells(1.25, 1);
    int[] extra = new int[SECOND];
    int epochs = 400;
    for (long epoch = 0; epoch < epochs; epoch++) {
      IntUnaryOperator rows = cells.of(11, epoch);
      IntStream.range(0, cells.size())
          .map(rows)
          .filter(row -> row >= CELLS)
          .forEach(row -> extra[row - CELLS]++);
    }
    assertThat(Arrays.stream(extra).sum()).isEqualTo(epochs * SECOND / 4);
    double expected = epochs / 4.0;
    double chi =
        Arrays.stream(extra).mapToDouble(n -> (n - expected) * (n - expected) / 75.0).sum();
    assertThat(chi).as("seed 11").isBetween(SECOND - 5 * 35.0, SECOND + 5 * 35.0);
  }

  @Test
  void aStepIsTheSameWhoeverAsksAndWhen() {
    ShuffledPlan one = new ShuffledPlan(cells(1.5, 2), LENGTH, CUT, 7);
    ShuffledPlan other = new ShuffledPlan(cells(1.5, 2), LENGTH, CUT, 7);
    List<int[]> inOrder = IntStream.range(0, 150).mapToObj(one::rows).toList();
    for (int step : new int[] {149, 0, 57, 56, 58, 31, 100}) {
      assertThat(other.rows(step)).containsExactly(inOrder.get(step));
    }
  }

  @Test
  void weightsOfOneAreThePlanWithoutWeights() {
    ShuffledPlan plain = new ShuffledPlan(IntStream.range(0, CELLS).toArray(), LENGTH, CUT, 7);
    ShuffledPlan weighted = new ShuffledPlan(cells(1, 1), LENGTH, CUT, 7);
    for (int step = 0; step < 70; step++) {
      assertThat(weighted.rows(step)).containsExactly(plain.rows(step));
    }
  }

  @Test
  void domainsKeepTheirWeights() {
    IntUnaryOperator domain = row -> row % 3;
    OneDomainPlan plan = new OneDomainPlan(cells(2, 0.5), domain, LENGTH, CUT, 5);
    int[] rows = epoch(plan, 1);
    assertThat(rows).doesNotHaveDuplicates();
    assertThat(Arrays.stream(rows).filter(row -> row % CELLS < SECOND)).hasSize(2 * SECOND);
    assertThat(Arrays.stream(rows).filter(row -> row % CELLS >= SECOND).count())
        .isBetween(198L, 203L);
  }

  private static int[] epoch(BatchPlan plan, long epoch) {
    return IntStream.range(0, (int) plan.stepsPerEpoch())
        .flatMap(step -> Arrays.stream(plan.rows(epoch * plan.stepsPerEpoch() + step)))
        .toArray();
  }

  @Test
  void aCellThatComesAgainHasChoicesOfItsOwn() {
    CellStore store =
        new CellStore() {
          @Override
          public void read(int row, CellBuffer buffer) {
            buffer.set(0, row, row);
          }

          @Override
          public int[] labels(String column, int[] rows) {
            return rows;
          }
        };
    Repeats repeats = new Repeats(store, CELLS);
    CellBuffer cell = new CellBuffer();
    long[] hashes = new long[3];
    for (int time = 0; time < 3; time++) {
      repeats.read(17 + time * CELLS, cell);
      assertThat(cell.source()).isEqualTo(17);
      hashes[time] = cell.contentHash();
    }
    assertThat(hashes).doesNotHaveDuplicates().startsWith(17);
    assertThat(repeats.labels("any", new int[] {5, 5 + CELLS})).containsExactly(5, 5);
  }

  @Test
  void refusesAnEpochThatIsTooLong() {
    assertThatThrownBy(() -> cells(1, 3e6))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("weights");
  }
}

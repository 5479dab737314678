package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsetTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 5",
    "1, 1",
    "3, 64",
    "40, 64",
    "64, 64",
    "99, 64",
    "10, 63",
    "60, 65",
    "511, 2200",
    "19000, 20000"
  })
  void hasExactlyAsManyAsAsked(int need, int size) {
    Subset subset = new Subset();
    for (long seed = 0; seed < 20; seed++) {
      subset.draw(seed, need, size);
      int[] walked = walk(subset, size);
      assertThat(walked).hasSize(Math.min(need, size)).isSorted().doesNotHaveDuplicates();
      assertThat(IntStream.range(0, size).filter(subset::contains).toArray()).isEqualTo(walked);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "4, 5", "1, 5"})
  void everySetIsEquallyLikely(int need, int size) {
    int[] sets = new int[1 << size];
    Subset subset = new Subset();
    int draws = 50_000;
    for (int seed = 0; seed < draws; seed++) {
      subset.draw(org.polysome.random.Seeds.of(seed), need, size);
      sets[IntStream.of(walk(subset, size)).map(number -> 1 << number).sum()]++;
    }
    long possible = IntStream.of(sets).filter(count -> count > 0).count();
    assertThat(possible).isEqualTo(need == 2 ? 10 : 5);
    double expected = (double) draws / possible;
    assertThat(IntStream.of(sets).filter(count -> count > 0))
        .allMatch(count -> Math.abs(count - expected) < 5 * Math.sqrt(expected));
  }

  @Test
  void aDrawForgetsTheOneBefore() {
    Subset subset = new Subset();
    subset.draw(1, 5000, 5000);
    subset.draw(2, 3, 10);
    assertThat(walk(subset, 10)).hasSize(3);
  }

  /** Also where the rest was drawn, and its numbers beyond the size were turned around with it. */
  @Test
  void behindTheLastNumberComesTheSize() {
    Subset subset = new Subset();
    for (int size : new int[] {1, 10, 63, 64, 65, 200}) {
      subset.draw(3, size, size);
      assertThat(subset.next(size)).as("of %d", size).isEqualTo(size);
      subset.empty(size);
      assertThat(subset.next(0)).as("of %d", size).isEqualTo(size);
    }
  }

  private static int[] walk(Subset subset, int size) {
    return IntStream.iterate(subset.next(0), i -> i < size, i -> subset.next(i + 1)).toArray();
  }
}

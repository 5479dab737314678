package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.random.Seeds;

class SmallestTest {

  private static final long SEED = 31;

  /** Sorts all keys, the earlier of equal ones first. */
  private static List<Integer> bySorting(double[] keys, int count) {
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> keys[i]))
        .limit(Math.max(0, count))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 5",
    "0, 3, 5",
    "1, 0, 5",
    "1, 1, 5",
    "2, 1, 5",
    "7, 3, 2",
    "7, 6, 2",
    "7, 7, 2",
    "7, 9, 2",
    "100, 37, 9",
    "100, 99, 1000",
    "1500, 1, 7",
    "1500, 1499, 3",
    "2100, 1024, 100000"
  })
  void theyAreThoseThatSortingFinds(int size, int count, int different) {
    Smallest smallest = new Smallest();
    for (long round = 0; round < 5; round++) {
      RandomGenerator random = Seeds.generator(SEED, round);
      double[] keys = random.ints(size, 0, different).asDoubleStream().toArray();
      smallest.clear();
      for (double key : keys) {
        smallest.add(key);
      }
      Subset chosen = smallest.select(count);
      assertThat(IntStream.range(0, size).filter(chosen::contains).boxed())
          .as("round %d of seed %d", round, SEED)
          .isEqualTo(bySorting(keys, count));
    }
  }
}

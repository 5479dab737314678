package org.polysome.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 7, 100, 1023, 1024, 1025, 9973})
  void visitsEachNumberOnce(long size) {
    for (long seed = 0; seed < 5; seed++) {
      Permutation permutation = new Permutation(size, seed);
      assertThat(LongStream.range(0, size).map(permutation::at).sorted().toArray())
          .as("seed %d", seed)
          .isEqualTo(LongStream.range(0, size).toArray());
    }
  }

  @Test
  void everyOrderOfFourIsAboutEquallyLikely() {
    int[] orders = new int[256];
    int draws = 24_000;
    for (int seed = 0; seed < draws; seed++) {
      Permutation permutation = new Permutation(4, Seeds.of(seed));
      int code = 0;
      for (int i = 0; i < 4; i++) {
        code = code * 4 + (int) permutation.at(i);
      }
      orders[code]++;
    }
    int met = 0;
    for (int count : orders) {
      if (count > 0) {
        // 1,000 expected with a standard deviation of 31.
        assertThat(count).isBetween(800, 1200);
        met++;
      }
    }
    assertThat(met).isEqualTo(24);
  }

  @Test
  void neighboursAreNotLeftTogether() {
    long size = 100_000;
    Permutation permutation = new Permutation(size, 5);
    double correlation = 0;
    for (long i = 0; i + 1 < size; i++) {
      correlation +=
          (permutation.at(i) / (double) size - 0.5) * (permutation.at(i + 1) / (double) size - 0.5);
    }
    // The product of two uniform numbers around 0 has a standard deviation of 1/12.
    assertThat(Math.abs(correlation / size)).isLessThan(5.0 / 12 / Math.sqrt(size));
  }

  @Test
  void hasNoPlaceOutside() {
    assertThatThrownBy(() -> new Permutation(3, 0).at(3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}

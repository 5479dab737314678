package org.polysome.graph.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KthSmallestTest {

  @Test
  void isThatOfTheSortedNumbers() {
    Random random = new Random(1);
    for (int size = 1; size < 40; size++) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = random.nextInt(15) - 3;
      }
      float[] sorted = values.clone();
      Arrays.sort(sorted);
      for (int place = 0; place < size; place++) {
        assertThat(KthSmallest.of(values.clone(), place)).isEqualTo(sorted[place]);
      }
    }
  }
}

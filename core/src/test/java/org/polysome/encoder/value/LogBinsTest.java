package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.polysome.random.Seeds;

class LogBinsTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(LogBins.class, "{maximum: 6}");
  }

  @Test
  void everyCountFallsIntoTheBinOfItsHighestBit() {
    RandomGenerator random = Seeds.generator(12);
    float[] counts = new float[200];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = i < 70 ? i : random.nextInt(1 << random.nextInt(1, 20));
    }
    double[] table = parameter("bins.weight");
    double[] found = encode(counts);
    for (int i = 0; i < counts.length; i++) {
      int bin = Math.min(6, 31 - Integer.numberOfLeadingZeros((int) counts[i] + 1));
      assertThat(Arrays.copyOfRange(found, i * width(), (i + 1) * width()))
          .as("count %s, seed 12", counts[i])
          .containsExactly(Arrays.copyOfRange(table, bin * width(), (bin + 1) * width()));
    }
  }

  @Test
  void theLastBinIsChecked() {
    assertThatThrownBy(() -> read(LogBins.class, "{maximum: 0}")).hasMessageContaining("maximum");
  }
}

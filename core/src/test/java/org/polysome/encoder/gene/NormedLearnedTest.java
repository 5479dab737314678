package org.polysome.encoder.gene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** With layer norm behind the table, as scGPT has it. */
class NormedLearnedTest extends GeneEncoderContract {

  @Override
  GeneEncoderSpec spec() {
    return new Learned(true);
  }

  @Test
  void vectorsHaveMeanZeroAndVarianceOne() {
    double[] vector = vectors(7)[0];
    assertThat(Arrays.stream(vector).sum()).isCloseTo(0, within(1e-5));
    assertThat(Arrays.stream(vector).map(x -> x * x).average().orElseThrow())
        .isCloseTo(1, within(1e-3));
  }
}

package org.polysome.encoder.gene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LearnedTest extends GeneEncoderContract {

  @Override
  GeneEncoderSpec spec() {
    return new Learned(false);
  }

  @Test
  void isARowOfItsTable() {
    double[] table = parameters().get("weight").toDoubles();
    assertThat(table).hasSize(ALL * WIDTH);
    assertThat(vectors(4)[0]).containsExactly(java.util.Arrays.copyOfRange(table, 24, 30));
  }
}

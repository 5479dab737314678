package org.polysome.encoder.gene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.nn.Activation;
import org.polysome.nn.Projection;

class RandomTest extends GeneEncoderContract {

  @Override
  GeneEncoderSpec spec() {
    return new Random(Optional.of(4), new Projection.Mlp(5, Activation.GELU), false);
  }

  @Test
  void vectorsOfGenesAreNotTrained() {
    assertThat(parameters().buffers().keySet()).contains("table.given");
    assertThat(parameters().get("table.given").shape()).containsExactly(GENES, 4);
    assertThat(parameters().get("table.weight").shape()).containsExactly(ALL - GENES, 4);
  }
}

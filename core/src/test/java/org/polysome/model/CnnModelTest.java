package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;

class CnnModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return TokenModelTest.read(
        """
        width: 16
        layers: 3
        heads: 2
        value-encoder: {type: mlp, hidden: 16}
        backbone: {type: cnn, order: gene, dropout: 0.1}
        pooling: none
        weights: fan-in
        """);
  }

  @Test
  void thereAreNoTokenStates() {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      ModelBatch batch = ModelBatch.of(TokenBatches.batch(TokenBatches.cells(1, 9, 5)), Device.CPU);
      Encoded encoded = spec().build(TokenBatches.GENES, parameters).encode(batch, Mode.EVALUATION);
      assertThat(encoded.tokens().shape()).containsExactly(2, 0, 16);
      assertThat(encoded.cells().shape()).containsExactly(2, 16);
      assertThat(List.of(encoded.genes().size(1), encoded.genes().size(2)))
          .containsExactly(9L, 16L);
    }
  }
}

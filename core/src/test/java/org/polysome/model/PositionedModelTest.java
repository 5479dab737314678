package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;

/** A model that tells places apart, so that the order of tokens matters, and says so. */
class PositionedModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return TokenModelTest.read(
        """
        width: 16
        layers: 1
        heads: 2
        value-encoder: {type: mlp, hidden: 16}
        combination: concat
        position: {type: learned, length: 64}
        pooling: mean
        weights: fan-in
        """);
  }

  @Test
  void aCellLongerThanTheTableIsRefused() {
    TokenModel small =
        TokenModelTest.read(
            "{width: 8, layers: 1, heads: 1, position: {type: learned, length: 9}}");
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      CellModel model = small.build(TokenBatches.GENES, parameters);
      Embedder embedder = new ModelEmbedder(model, 8, Device.CPU);
      embedder.embed(TokenBatches.batch(List.of(TokenBatches.cell(1, 9))));
      assertThatThrownBy(
              () -> embedder.embed(TokenBatches.batch(List.of(TokenBatches.cell(1, 10)))))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("10 tokens")
          .hasMessageContaining("for 9");
    }
  }
}

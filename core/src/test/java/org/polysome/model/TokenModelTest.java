package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;

class TokenModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return read(
        """
        width: 32
        layers: 2
        heads: 4
        value-encoder: {type: mlp, hidden: 16}
        backbone: {type: transformer, dropout: 0.1}
        weights: fan-in
        """);
  }

  static TokenModel read(String yaml) {
    return Config.bind(YamlReader.read(yaml, "test"), TokenModel.class);
  }

  @Test
  void parameterNamesAreTheSchema() {
    try (Parameters parameters = new Parameters(Device.META, 0)) {
      read("{width: 8, layers: 1, heads: 2, embedding-norm: layer-norm}").build(5, parameters);
      String block = "model.backbone.layers.0.";
      assertThat(parameters.trained().keySet())
          .containsExactly(
              "model.gene-encoder.weight",
              "model.value-encoder.first.weight",
              "model.value-encoder.first.bias",
              "model.value-encoder.second.weight",
              "model.value-encoder.second.bias",
              "model.value-encoder.kinds.weight",
              "model.embedding-norm.weight",
              "model.embedding-norm.bias",
              block + "attention.qkv.weight",
              block + "attention.qkv.bias",
              block + "attention.out.weight",
              block + "attention.out.bias",
              block + "attention-norm.weight",
              block + "attention-norm.bias",
              block + "up.weight",
              block + "up.bias",
              block + "down.weight",
              block + "down.bias",
              block + "feed-forward-norm.weight",
              block + "feed-forward-norm.bias",
              "model.backbone.norm.weight",
              "model.backbone.norm.bias");
    }
  }

  @Test
  void everyPartCanBeChosenByName() {
    TokenModel spec =
        read(
            """
            gene-encoder: learned
            value-encoder: {type: hard-bins, bins: 7, edges: {type: even, maximum: 3}, input: normalised}
            embedding-norm: {type: layer-norm, epsilon: 1e-5}
            backbone: {type: transformer, norm: post, activation: relu, feed-forward-ratio: 1}
            pooling: mean
            weights: {type: normal, deviation: 0.01}
            """);
    assertThat(Config.bind(Config.tree(spec), TokenModel.class)).isEqualTo(spec);
    assertThat(spec.cost(1000, 512).multiplyAdds())
        .isEqualTo(6 * (6L * 256 * 256 * 512 + 2L * 512 * 512 * 256));
    assertThat(spec.cost(1000, 512).flops()).isEqualTo(2 * spec.cost(1000, 512).multiplyAdds());
    assertThatThrownBy(() -> read("{width: 10, heads: 4}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("heads");
  }

  @Test
  void aCellWithoutTokensIsRefused() {
    TokenBatch batch = TokenBatches.batch(TokenBatches.cells(1, 5, 4), 6);
    batch.lengths()[1] = 0;
    try (Scope scope = new Scope()) {
      assertThatThrownBy(() -> ModelBatch.of(batch, Device.CPU))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("cell 1 of a batch has no tokens");
    }
  }

  @Test
  void poolingByClsNeedsOne() {
    TokenBatch batch =
        TokenBatches.batch(List.of(TokenBatches.cell(1, 5).ordered(new int[] {1, 0, 2, 3, 4})));
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      CellModel model = spec().build(TokenBatches.GENES, parameters);
      Embedder embedder = new ModelEmbedder(model, 32, Device.CPU);
      assertThatThrownBy(() -> embedder.embed(batch))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("tokenizer.cls");
    }
  }
}

package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.nn.Mode;
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

  /** Layer 0 is the mean of what the backbone would read, and no block has a part in it. */
  @Test
  void beforeTheFirstBlockTheEmbeddingOfTokensIsPooled() {
    TokenModel mean = read("{width: 8, layers: 2, heads: 2, pooling: mean}");
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      LiveTokenModel model = (LiveTokenModel) mean.build(TokenBatches.GENES, parameters);
      ModelBatch batch = ModelBatch.of(TokenBatches.batch(TokenBatches.cells(1, 7)), Device.CPU);
      float[] tokens = model.embed(batch, Mode.EVALUATION).tokens().toFloats();
      float[] cell = model.after(0).cells(batch, Mode.EVALUATION).toFloats();
      for (int i = 0; i < 8; i++) {
        double sum = 0;
        for (int token = 0; token < 7; token++) {
          sum += tokens[token * 8 + i];
        }
        assertThat((double) cell[i]).isCloseTo(sum / 7, within(1e-6));
      }
    }
    assertThat(mean.blocksToPool()).containsExactly(0, 1, 2);
  }

  @Test
  void backbonesSayAfterWhichBlocksACellCanBePooled() {
    TokenModel cnn = read("{layers: 3, backbone: cnn, pooling: none}");
    TokenModel mixer = read("{layers: 3, backbone: mlp-mixer, pooling: none}");
    assertThat(cnn.blocksToPool()).containsExactly(1, 2, 3);
    assertThat(mixer.blocksToPool()).containsExactly(3);
    assertThatThrownBy(() -> mixer.requireBlock(2))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("after layer 3 only");
    assertThatThrownBy(() -> cnn.requireBlock(4))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("layers 1 to 3");
  }

  @Test
  void aCellIsEmbeddedByTheLayerThatTheModelSays() {
    String three = "{width: 8, layers: 3, heads: 2, pooling: mean, embedding-layer: %d}";
    TokenModel whole = read("{width: 8, layers: 3, heads: 2, pooling: mean}");
    for (int[] said : new int[][] {{-2, 2}, {1, 1}, {-1, 3}}) {
      TokenModel spec = read(three.formatted(said[0]));
      assertThat(spec.embeddingBlock()).isEqualTo(said[1]);
      assertThat(vector(spec, CellModel::toEmbed))
          .isEqualTo(vector(whole, model -> model.after(said[1])));
    }
    assertThat(vector(whole, CellModel::toEmbed)).isEqualTo(vector(whole, model -> model));
    for (int wrong : new int[] {0, 4, -4}) {
      assertThatThrownBy(() -> read(three.formatted(wrong)))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("embedding-layer")
          .hasMessageContaining("from 1 to 3");
    }
    String mixer = "{layers: 3, backbone: mlp-mixer, pooling: none, embedding-layer: %d}";
    assertThat(read(mixer.formatted(-1)).embeddingBlock()).isEqualTo(3);
    assertThatThrownBy(() -> read(mixer.formatted(-2)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must be the last");
  }

  /** By a model of fewer blocks under the same parameter names. */
  @Test
  void afterABlockIsAModelOfAsManyBlocks() {
    String spec = "{width: 8, layers: %d, heads: 2, pooling: mean, backbone: %s}";
    for (String backbone :
        List.of(
            "transformer",
            "modern-bert",
            "performer",
            "mlp",
            "mamba",
            "{type: mlp-mixer, length: 7, shrink: false}")) {
      float[] cut = vector(read(spec.formatted(3, backbone)), model -> model.after(2));
      float[] two = vector(read(spec.formatted(2, backbone)), model -> model);
      assertThat(cut).as(backbone).isEqualTo(two);
    }
  }

  private static float[] vector(TokenModel spec, UnaryOperator<CellModel> cut) {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      CellModel model = cut.apply(spec.build(TokenBatches.GENES, parameters));
      ModelBatch batch = ModelBatch.of(TokenBatches.batch(TokenBatches.cells(1, 7)), Device.CPU);
      return model.cells(batch, Mode.EVALUATION).toFloats();
    }
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

package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;

class ScviTest {

  private static Scvi scvi(DenseLayers.Norm norm, Optional<String> column) {
    return new Scvi(4, new DenseLayers.Form(9, 2, norm, 0.1), column, new Weights.FanIn());
  }

  @Nested
  class WithBatchNorm extends ModelContract {
    @Override
    ModelSpec spec() {
      return scvi(DenseLayers.Norm.BATCH, Optional.empty());
    }
  }

  @Nested
  class WithLayerNorm extends ModelContract {
    @Override
    ModelSpec spec() {
      return scvi(DenseLayers.Norm.LAYER, Optional.empty());
    }
  }

  @Test
  void isReadFromItsOwnText() {
    Scvi spec = scvi(DenseLayers.Norm.BOTH, Optional.of("batch"));
    assertThat(Config.bind(YamlReader.read(Config.text(spec), "text"), Scvi.class)).isEqualTo(spec);
    assertThat(Config.bind(YamlReader.read("{}", "text"), Scvi.class))
        .isEqualTo(
            new Scvi(
                10,
                new DenseLayers.Form(128, 1, DenseLayers.Norm.BATCH, 0.1),
                Optional.empty(),
                new Weights.FanIn()));
  }

  @Test
  void theLabelOfTheCellIsReadOnlyWhereAColumnIsNamed() {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 5)) {
      CellModel model =
          scvi(DenseLayers.Norm.NONE, Optional.of("batch"))
              .build(new ModelInputs(TokenBatches.GENES, Map.of("batch", 3)), parameters);
      TokenBatch cell = TokenBatches.batch(TokenBatches.cells(2, 20));
      float[] first = mean(model, cell.withLabels(Map.of("batch", new int[] {0})));
      float[] second = mean(model, cell.withLabels(Map.of("batch", new int[] {1})));
      float[] unknown = mean(model, cell);
      assertThat(first).isNotEqualTo(second).isNotEqualTo(unknown);
      int[] none = {TokenBatch.NO_LABEL};
      assertThat(unknown).isEqualTo(mean(model, cell.withLabels(Map.of("batch", none))));
    }
  }

  private static float[] mean(CellModel model, TokenBatch batch) {
    return model.cells(ModelBatch.of(batch, Device.CPU), Mode.EVALUATION).toFloats();
  }

  /** One layer without a norm, against plain loops. */
  @Test
  void isTheFormula() {
    DenseLayers.Form layers = new DenseLayers.Form(3, 1, DenseLayers.Norm.NONE, 0.1);
    Scvi spec = new Scvi(2, layers, Optional.empty(), new Weights.FanIn());
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 5)) {
      TokenBatch batch = TokenBatches.batch(TokenBatches.cells(2, 20, 9));
      Encoded found =
          spec.build(TokenBatches.GENES, parameters)
              .encode(ModelBatch.of(batch, Device.CPU), Mode.EVALUATION);
      float[] means = found.cells().toFloats();
      float[] variances = found.variances().orElseThrow().toFloats();
      for (int cell = 0; cell < 2; cell++) {
        double[] hidden = linear(parameters, "model.encoder.layer.0", input(batch, cell));
        for (int i = 0; i < hidden.length; i++) {
          hidden[i] = Math.max(hidden[i], 0);
        }
        double[] mean = linear(parameters, "model.mean", hidden);
        double[] logs = linear(parameters, "model.log-variance", hidden);
        for (int i = 0; i < 2; i++) {
          float variance = (float) (Math.exp(logs[i]) + 1e-4);
          assertThat(means[cell * 2 + i]).isCloseTo((float) mean[i], within(1e-5f));
          assertThat(variances[cell * 2 + i]).isCloseTo(variance, within(1e-5f));
        }
      }
    }
  }

  private static double[] input(TokenBatch batch, int cell) {
    double[] input = new double[TokenBatches.GENES];
    TokenBatch.WholeCells whole = batch.whole().orElseThrow();
    for (int at = whole.indptr()[cell]; at < whole.indptr()[cell + 1]; at++) {
      input[whole.genes()[at]] = Math.log1p(whole.counts()[at]);
    }
    return input;
  }

  private static double[] linear(Parameters parameters, String name, double[] input) {
    float[] weight = parameters.get(name + ".weight").toFloats();
    float[] bias = parameters.get(name + ".bias").toFloats();
    double[] output = new double[bias.length];
    for (int o = 0; o < output.length; o++) {
      output[o] = bias[o];
      for (int i = 0; i < input.length; i++) {
        output[o] += weight[o * input.length + i] * input[i];
      }
    }
    return output;
  }

  @Test
  void aBatchOfWholeCellsNeedsNoTokens() {
    TokenBatch full = TokenBatches.batch(TokenBatches.cells(2, 20, 9));
    TokenBatch bare =
        new TokenBatch(
            2,
            0,
            new int[0],
            new float[0],
            new float[0],
            new byte[0],
            new int[2],
            new int[2],
            Map.of(),
            Optional.empty(),
            full.whole(),
            Map.of());
    for (ModelSpec spec :
        List.of(
            scvi(DenseLayers.Norm.BATCH, Optional.empty()),
            new LinearAutoencoder(4, new Weights.FanIn()))) {
      try (Scope scope = new Scope();
          Parameters parameters = new Parameters(Device.CPU, 5)) {
        CellModel model = spec.build(TokenBatches.GENES, parameters);
        assertThat(mean(model, bare)).isEqualTo(mean(model, full));
        Encoded encoded = model.encode(ModelBatch.of(bare, Device.CPU), Mode.TRAINING);
        assertThat(encoded.tokens().shape()).containsExactly(2, 0, 4);
      }
    }
  }

  @Test
  void innerLayersHaveNoVector() {
    ModelSpec spec = scvi(DenseLayers.Norm.BATCH, Optional.empty());
    spec.requireBlock(2);
    assertThatThrownBy(() -> spec.requireBlock(1)).hasMessageContaining("after layer 2 only");
  }
}

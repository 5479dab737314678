package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.TokenBatches;
import org.polysome.TokenBatches.CellTokens;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;

/** Models of a tokenizer that writes an end behind each cell. */
class EndedModelTest {

  private static final ModelInputs WITH = new ModelInputs(TokenBatches.GENES, Map.of(), 1);
  private static final ModelInputs WITHOUT = ModelInputs.of(TokenBatches.GENES);

  private static TokenModel spec(String yaml) {
    return TokenModelTest.read("width: 8\nlayers: 2\nheads: 2\nweights: fan-in\n" + yaml);
  }

  /** The tables of genes, of kinds and of positions by gene have one row more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "value-encoder: mlp; 2",
        "value-encoder: {type: hard-bins, bins: 4}; 2",
        "value-encoder: {type: capped-bins, cap: 4}; 2",
        "value-encoder: auto-bins; 2",
        "value-encoder: periodic; 2",
        "value-encoder: none; 1",
        "position: by-gene; 3",
        "position: learned; 2"
      })
  void itHasARowPerTableMore(String yaml, int tables) {
    TokenModel spec = spec(yaml);
    assertThat(spec.parameters(WITH) - spec.parameters(WITHOUT)).isEqualTo(8L * tables);
    assertThat(spec.cost(WITH, 9).parameters()).isEqualTo(spec.parameters(WITH));
    assertThat(spec.parameters(WITHOUT)).isEqualTo(spec.cost(WITHOUT, 9).parameters());
  }

  /** A tokenizer that writes tokens of three chromosomes knows five kinds more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"value-encoder: mlp; 2", "value-encoder: none; 1", "position: by-gene; 3"})
  void chromosomesHaveARowPerTableEach(String yaml, int tables) {
    ModelInputs inputs = new ModelInputs(TokenBatches.GENES, Map.of(), 5);
    TokenModel spec = spec(yaml);
    assertThat(spec.parameters(inputs) - spec.parameters(WITHOUT)).isEqualTo(8L * 5 * tables);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pooling: cls",
        "pooling: mean",
        "pooling: {type: mean, genes-only: true}",
        "value-encoder: {type: scalar, others: number}\ncombination: concat",
        "backbone: performer",
        "backbone: {type: cnn, order: gene}\npooling: none",
        "backbone: {type: transformer, attention: generative}"
      })
  void aCellHasOneVectorInAnyBatchAndTheEndHasAPartInIt(String yaml) {
    List<CellTokens> cells =
        TokenBatches.cells(5, 9, 4, 17, 2, 12).stream().map(TokenBatches::ended).toList();
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 3)) {
      Embedder embedder = new ModelEmbedder(spec(yaml).build(WITH, parameters), 8, Device.CPU);
      float[] all = embedder.embed(TokenBatches.batch(cells, 21));
      for (int cell = 0; cell < cells.size(); cell++) {
        float[] alone = embedder.embed(TokenBatches.batch(cells.subList(cell, cell + 1)));
        for (int i = 0; i < 8; i++) {
          assertThat(all[cell * 8 + i]).as("cell %d", cell).isCloseTo(alone[i], within(1e-5f));
        }
      }
      int end = TokenBatches.GENES + TokenKind.END.ordinal();
      try (NoGradient frozen = new NoGradient()) {
        Tensor table = parameters.get("model.gene-encoder.weight");
        table.select(0, end).copyInPlace(table.select(0, 3).multiply(5.0));
      }
      float[] moved = embedder.embed(TokenBatches.batch(cells, 21));
      assertThat(IntStream.range(0, cells.size()))
          .allMatch(cell -> Math.abs(moved[cell * 8] - all[cell * 8]) > 1e-6);
    }
  }
}

package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.TokenBatches;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** What a token starts as, against sums written out. */
class TokenEmbeddingTest {

  private static final int WIDTH = 8;
  private static final String SIZES = "width: 8, layers: 1, heads: 1, weights: fan-in, ";

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final TokenBatch batch = TokenBatches.batch(TokenBatches.cells(5, 12, 7));

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  private double[] embedded(String yaml, TokenBatch tokens) {
    TokenModel spec = TokenModelTest.read("{" + SIZES + yaml + "}");
    BuildContext context =
        new BuildContext(spec.sizes(TokenBatches.GENES), parameters, spec.weights());
    return new TokenEmbedding(spec, context)
        .forward(ModelBatch.of(tokens, Device.CPU), Mode.EVALUATION)
        .tokens()
        .toDoubles();
  }

  private double[] row(String parameter, int row) {
    Tensor table = parameters.get(parameter);
    return table.select(0, row).toDoubles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "by-gene"})
  void aPositionIsAdded(String position) {
    double[] found = embedded("combination: gene-only, position: " + position, batch);
    for (int token = 0; token < batch.cells() * batch.tokens(); token++) {
      int gene = batch.genes()[token];
      int place = position.equals("learned") ? token % batch.tokens() : gene;
      double[] genes = row("gene-encoder.weight", gene);
      double[] places = row("position.weight", place);
      for (int i = 0; i < WIDTH; i++) {
        assertThat(found[token * WIDTH + i]).isCloseTo(genes[i] + places[i], within(1e-6));
      }
    }
  }

  @Test
  void concatenationIsALinearMapOfGeneAndValue() {
    double[] found =
        embedded(
            "combination: {type: concat, cls-apart: false}, value-encoder: {type: mlp, hidden: 4}",
            batch);
    double[] weight = parameters.get("combination.linear.weight").toDoubles();
    double[] bias = parameters.get("combination.linear.bias").toDoubles();
    int cls = 0;
    double[] gene = row("gene-encoder.weight", batch.genes()[cls]);
    double[] value = row("value-encoder.kinds.weight", batch.kinds()[cls]);
    for (int i = 0; i < WIDTH; i++) {
      double sum = bias[i];
      for (int j = 0; j < WIDTH; j++) {
        sum += weight[i * 2 * WIDTH + j] * gene[j] + weight[i * 2 * WIDTH + WIDTH + j] * value[j];
      }
      assertThat(found[i]).isCloseTo(sum, within(1e-5));
    }
  }

  @Test
  void theClsTokenStaysApartFromAConcatenation() {
    double[] found = embedded("combination: concat", batch);
    double[] gene = row("gene-encoder.weight", batch.genes()[0]);
    assertThat(java.util.Arrays.copyOf(found, WIDTH)).containsExactly(gene);
  }

  @Test
  void geneOnlyHasNoValueParameters() {
    embedded("combination: gene-only", batch);
    assertThat(parameters.trained().keySet()).containsExactly("gene-encoder.weight");
  }

  @Test
  void fieldsAreAddedWhereTheyAre() {
    int[] codes = new int[batch.genes().length];
    Arrays.setAll(codes, i -> i % 4 - 1);
    double[] found =
        embedded("combination: gene-only, fields: {state: 3}", with(Map.of("state", codes)));
    for (int token = 0; token < codes.length; token++) {
      double[] gene = row("gene-encoder.weight", batch.genes()[token]);
      double[] state =
          codes[token] < 0 ? new double[WIDTH] : row("fields.state.weight", codes[token]);
      for (int i = 0; i < WIDTH; i++) {
        assertThat(found[token * WIDTH + i]).isCloseTo(gene[i] + state[i], within(1e-6));
      }
    }
  }

  @Test
  void aFieldThatIsNotThereOrTooLargeIsRefused() {
    assertThatThrownBy(() -> embedded("fields: {state: 3}", batch))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no field 'state'");
    int[] codes = new int[batch.genes().length];
    codes[4] = 3;
    try (Parameters fresh = new Parameters(Device.CPU, 3)) {
      TokenModel spec = TokenModelTest.read("{" + SIZES + "fields: {state: 3}}");
      CellModel model = spec.build(TokenBatches.GENES, fresh);
      ModelBatch tokens = ModelBatch.of(with(Map.of("state", codes)), Device.CPU);
      assertThatThrownBy(() -> model.encode(tokens, Mode.EVALUATION))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("code 3");
    }
  }

  private TokenBatch with(Map<String, int[]> fields) {
    return new TokenBatch(
        batch.cells(),
        batch.tokens(),
        batch.genes(),
        batch.values(),
        batch.counts(),
        batch.kinds(),
        batch.lengths(),
        batch.sources(),
        fields,
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  @Test
  void oldTextsReadAsBefore() {
    TokenModel old = TokenModelTest.read("{width: 16, value-encoder: {type: mlp, hidden: 7}}");
    assertThat(List.of(old.combination(), old.position(), old.fields()))
        .containsExactly(new Combination.Sum(), new Position.None(), Map.of());
  }
}

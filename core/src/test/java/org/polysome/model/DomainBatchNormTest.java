package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/** Batch norm by domain against plain loops; what it does of mixed batches and unknown labels. */
class DomainBatchNormTest {

  private static final int WIDTH = 3;
  private static final double EPSILON = 1e-3;

  private final Parameters parameters = new Parameters(Device.CPU, 1);
  private final Scope scope = new Scope();
  private final EmbeddingNorm spec =
      new EmbeddingNorm.DomainBatchNorm("donor", EPSILON, 0.1, false, false);
  private final TokenNorm norm =
      spec.build(
          new BuildContext(
              new Dimensions(1, WIDTH, 1, 1), parameters, new Weights.FanIn(), Map.of("donor", 3)));

  @AfterEach
  void free() {
    scope.close();
    parameters.close();
  }

  private static TokenBatch batch(int... labels) {
    int[] lengths = {4, 2, 3, 4, 1};
    int[] used = Arrays.copyOf(lengths, labels.length);
    return TokenBatches.batch(TokenBatches.cells(7, used)).withLabels(Map.of("donor", labels));
  }

  private static Tensor tokens(TokenBatch batch) {
    float[] numbers = new float[batch.cells() * batch.tokens() * WIDTH];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(1 + i * 1.7) * (1 + i % 5);
    }
    return Tensors.of(numbers, batch.cells(), batch.tokens(), WIDTH);
  }

  private float[] forward(TokenBatch batch, Mode mode) {
    return norm.forward(tokens(batch), ModelBatch.of(batch, Device.CPU), mode).toFloats();
  }

  @Test
  void eachLabelIsNormalisedByItsOwnTokens() {
    int[] labels = {2, 0, 2, 0, 2};
    TokenBatch batch = batch(labels);
    float[] found = forward(batch, Mode.TRAINING);
    float[] numbers = tokens(batch).toFloats();
    for (int label : List.of(0, 2)) {
      for (int channel = 0; channel < WIDTH; channel++) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int at = 0; at < batch.genes().length; at++) {
          int cell = at / batch.tokens();
          if (labels[cell] == label && at % batch.tokens() < batch.lengths()[cell]) {
            double number = numbers[at * WIDTH + channel];
            sum += number;
            squares += number * number;
            count++;
          }
        }
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        for (int at = 0; at < batch.genes().length; at++) {
          if (labels[at / batch.tokens()] == label) {
            double expected =
                (numbers[at * WIDTH + channel] - mean) / Math.sqrt(variance + EPSILON);
            assertThat((double) found[at * WIDTH + channel]).isCloseTo(expected, within(1e-4));
          }
        }
        assertThat((double) parameters.get("running-mean").toFloats()[label * WIDTH + channel])
            .isCloseTo(0.1 * mean, within(1e-5));
        assertThat((double) parameters.get("running-variance").toFloats()[label * WIDTH + channel])
            .isCloseTo(0.9 + 0.1 * variance * count / (count - 1), within(1e-4));
      }
    }
    assertThat(Arrays.copyOfRange(parameters.get("running-mean").toFloats(), 3, 6))
        .containsOnly(0f);
  }

  @Test
  void inTrainingACellDependsOnOthersOfItsLabelAsItsTraitsSay() {
    float[] one = forward(batch(0, 0, 1, 1, 1), Mode.TRAINING);
    float[] other = forward(batch(0, 1, 1, 1, 1), Mode.TRAINING);
    int cell = one.length / 5;
    assertThat(Arrays.copyOf(one, cell)).isNotEqualTo(Arrays.copyOf(other, cell));
    assertThat(spec.traits().trainsAlone()).isFalse();
    assertThat(spec.traits().batchIndependent()).isTrue();
  }

  @Test
  void afterTrainingACellDoesNotDependOnOthers() {
    forward(batch(0, 0, 0, 0, 0), Mode.TRAINING);
    forward(batch(1, 1, 1, 1, 1), Mode.TRAINING);
    float[] together = forward(batch(0, 1, TokenBatch.NO_LABEL, 2, 0), Mode.EVALUATION);
    float[] first = forward(batch(0), Mode.EVALUATION);
    assertThat(Arrays.copyOf(together, first.length)).containsExactly(first);
    float[] unknown = forward(batch(TokenBatch.NO_LABEL), Mode.EVALUATION);
    assertThat(unknown).isNotEqualTo(first).doesNotContain(Float.NaN);
  }

  @Test
  void cellsWithoutALabelAreNotTrainedOn() {
    assertThatThrownBy(() -> forward(batch(0, TokenBatch.NO_LABEL), Mode.TRAINING))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("column 'donor'");
  }
}

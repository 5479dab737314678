package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Batch norm beside plain loops in doubles, and the root mean square norm. */
class BatchNormTest {

  private static final int CELLS = 3;
  private static final int POSITIONS = 4;
  private static final int CHANNELS = 2;
  private static final double EPSILON = 1e-5;

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final BuildContext context =
      new BuildContext(new Dimensions(5, CHANNELS, 1, 1), parameters, new Weights.FanIn());

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trainingNormalisesByTheBatchAndRemembersIt(boolean padded) {
    Random random = new Random(7);
    float[] numbers = floats(random, CELLS * POSITIONS * CHANNELS);
    int[] there = new int[CELLS * POSITIONS];
    for (int i = 0; i < there.length; i++) {
      there[i] = padded && i % POSITIONS > i / POSITIONS ? 0 : 1;
    }
    BatchNorm norm = new BatchNorm(context, CHANNELS, EPSILON);
    Optional<Tensor> present =
        padded ? Optional.of(Tensors.of(there, CELLS, POSITIONS).equalTo(1)) : Optional.empty();
    float[] found =
        norm.forward(Tensors.of(numbers, CELLS, POSITIONS, CHANNELS), present, Mode.TRAINING)
            .toFloats();
    for (int channel = 0; channel < CHANNELS; channel++) {
      double[] moments = moments(numbers, there, channel);
      for (int i = 0; i < there.length; i++) {
        if (there[i] == 1) {
          double expected =
              (numbers[i * CHANNELS + channel] - moments[1])
                  / Math.sqrt(moments[2] / moments[0] + EPSILON);
          assertThat((double) found[i * CHANNELS + channel]).isCloseTo(expected, within(1e-5));
        }
      }
      assertThat(parameters.get("running-mean").toDoubles()[channel])
          .isCloseTo(0.1 * moments[1], within(1e-6));
      assertThat(parameters.get("running-variance").toDoubles()[channel])
          .isCloseTo(0.9 + 0.1 * moments[2] / (moments[0] - 1), within(1e-6));
    }
  }

  /** Count, mean and sum of squares about it of the positions that count. */
  private static double[] moments(float[] numbers, int[] there, int channel) {
    double count = 0;
    double sum = 0;
    for (int i = 0; i < there.length; i++) {
      count += there[i];
      sum += there[i] * numbers[i * CHANNELS + channel];
    }
    double squares = 0;
    for (int i = 0; i < there.length; i++) {
      squares += there[i] * Math.pow(numbers[i * CHANNELS + channel] - sum / count, 2);
    }
    return new double[] {count, sum / count, squares};
  }

  @Test
  void evaluationUsesAndKeepsTheRunningNumbers() {
    BatchNorm norm = new BatchNorm(context, CHANNELS, EPSILON);
    parameters.get("running-mean").copyInPlace(Tensors.of(new float[] {1, -1}, CHANNELS));
    parameters.get("running-variance").copyInPlace(Tensors.of(new float[] {4, 9}, CHANNELS));
    Tensor input = Tensors.of(new float[] {3, 5}, 1, 1, CHANNELS);
    float[] found = norm.forward(input, Optional.empty(), Mode.EVALUATION).toFloats();
    assertThat(found[0]).isCloseTo(1, within(1e-5f));
    assertThat(found[1]).isCloseTo(2, within(1e-5f));
    assertThat(parameters.get("running-mean").toFloats()).containsExactly(1, -1);
    assertThat(parameters.all().keySet())
        .containsExactly("weight", "bias", "running-mean", "running-variance");
    assertThat(parameters.trained().keySet()).containsExactly("weight", "bias");
  }

  @Test
  void oneValuePerChannelStaysFinite() {
    BatchNorm norm = new BatchNorm(context, CHANNELS, EPSILON);
    Tensor one = Tensors.of(new float[] {3, 5}, 1, 1, CHANNELS);
    assertThat(norm.forward(one, Optional.empty(), Mode.TRAINING).toFloats()).containsOnly(0);
    assertThat(parameters.get("running-variance").isFinite().all().item()).isEqualTo(1);
  }

  @Test
  void statisticsOfHalfPrecisionAreSingle() {
    BatchNorm norm = new BatchNorm(context, CHANNELS, EPSILON);
    Tensor half = Tensors.of(new float[] {1, 2, 3, 4}, 1, 2, CHANNELS).to(ElementType.BFLOAT16);
    assertThat(norm.forward(half, Optional.empty(), Mode.TRAINING).type())
        .isEqualTo(ElementType.FLOAT32);
  }

  @Test
  void rootMeanSquareNorm() {
    RmsNorm norm = new RmsNorm(context, CHANNELS, EPSILON);
    parameters.get("weight").detach().copyInPlace(Tensors.of(new float[] {1, 2}, CHANNELS));
    float[] found = norm.forward(Tensors.of(new float[] {3, 4}, 1, CHANNELS)).toFloats();
    double size = Math.sqrt(12.5 + EPSILON);
    assertThat((double) found[0]).isCloseTo(3 / size, within(1e-6));
    assertThat((double) found[1]).isCloseTo(8 / size, within(1e-6));
  }

  private static float[] floats(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) (1 + 2 * random.nextGaussian());
    }
    return numbers;
  }
}

package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.GoldenCase;
import org.polysome.fault.UsageException;
import org.polysome.random.Seeds;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Attention with rotary positions and a mask per query, against loops in double precision. */
class AttentionFormsTest {

  private static final long SEED = 41;
  private static final int CELLS = 2;
  private static final int TOKENS = 9;
  private static final int WIDTH = 12;
  private static final int HEADS = 2;
  private static final int DIM = WIDTH / HEADS;

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, SEED);

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void agreesWithALoop(boolean turned, boolean biased) {
    Optional<Rotary> rotary = turned ? Optional.of(new Rotary(50)) : Optional.empty();
    Attention attention = new Attention(context(), new Attention.Form(0, biased, biased, rotary));
    Tensor input = noise(1, CELLS, TOKENS, WIDTH);
    byte[] visible = visible();
    Tensor mask = Tensors.of(visible, CELLS, TOKENS, TOKENS).equalTo(1);
    Tensor found = attention.forward(input, Optional.of(mask), Mode.EVALUATION);
    float[] expected = loop(input.toDoubles(), visible, turned, biased);
    Tensor loop = Tensors.of(expected, found.shape());
    GoldenCase.check(found, loop, "seed " + SEED, 2e-5);
    assertThat(parameters.trained().containsKey("qkv.bias")).isEqualTo(biased);
  }

  @Test
  void rotaryPositionsNeedPairs() {
    BuildContext odd =
        new BuildContext(new Dimensions(1, 9, 1, 3), parameters, new Weights.FanIn());
    assertThatThrownBy(
            () ->
                new Attention(odd, new Attention.Form(0, true, true, Optional.of(new Rotary(1e4)))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("3 per head");
  }

  /** A cell keeps its branch or loses it whole, and the mean over many cells is the branch. */
  @Test
  void skippedBranchesAreWholeCells() {
    int cells = 4000;
    Tensor branch = Tensors.full(1, branchType(), Device.CPU, cells, 2, 3);
    Engine.seed(SEED);
    float[] found = new DropPath(0.25).forward(branch, Mode.TRAINING).toFloats();
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      float first = found[cell * 6];
      assertThat(first == 0 || Math.abs(first - 1 / 0.75f) < 1e-6).isTrue();
      for (int i = 0; i < 6; i++) {
        assertThat(found[cell * 6 + i]).isEqualTo(first);
      }
      sum += first;
    }
    double error = Math.sqrt(0.25 / 0.75 / cells);
    assertThat(Math.abs(sum / cells - 1)).isLessThan(5 * error);
    Engine.seed(SEED);
    assertThat(new DropPath(0.25).forward(branch, Mode.TRAINING).toFloats()).containsExactly(found);
    assertThat(new DropPath(0.25).forward(branch, Mode.EVALUATION)).isSameAs(branch);
    assertThat(DropPath.of(0.3, 0, 4).probability()).isZero();
    assertThat(DropPath.of(0.3, 3, 4).probability()).isEqualTo(0.3);
  }

  private static org.polysome.tensor.ElementType branchType() {
    return org.polysome.tensor.ElementType.FLOAT32;
  }

  private BuildContext context() {
    return new BuildContext(new Dimensions(1, WIDTH, 1, HEADS), parameters, new Weights.FanIn());
  }

  /** Each token sees itself and half of the others. */
  private static byte[] visible() {
    RandomGenerator random = Seeds.generator(SEED);
    byte[] visible = new byte[CELLS * TOKENS * TOKENS];
    for (int at = 0; at < visible.length; at++) {
      boolean self = at / TOKENS % TOKENS == at % TOKENS;
      visible[at] = (byte) (self || random.nextBoolean() ? 1 : 0);
    }
    return visible;
  }

  private float[] loop(double[] input, byte[] visible, boolean turned, boolean biased) {
    double[] qkv = linear(input, "qkv", WIDTH, 3 * WIDTH, biased);
    double[] mixed = new double[CELLS * TOKENS * WIDTH];
    for (int row = 0; row < CELLS * TOKENS; row++) {
      for (int head = 0; head < HEADS; head++) {
        mix(qkv, visible, new int[] {row, head}, turned, mixed);
      }
    }
    double[] out = linear(mixed, "out", WIDTH, WIDTH, biased);
    float[] floats = new float[out.length];
    for (int i = 0; i < out.length; i++) {
      floats[i] = (float) out[i];
    }
    return floats;
  }

  private static void mix(
      double[] qkv, byte[] visible, int[] place, boolean turned, double[] mixed) {
    int row = place[0];
    int from = row / TOKENS * TOKENS;
    double[] query = part(qkv, row, place[1], 0, turned);
    double[] sum = new double[DIM];
    double total = 0;
    for (int key = 0; key < TOKENS; key++) {
      if (visible[row * TOKENS + key] == 1) {
        double[] other = part(qkv, from + key, place[1], 1, turned);
        double[] value = part(qkv, from + key, place[1], 2, false);
        double score = 0;
        for (int i = 0; i < DIM; i++) {
          score += query[i] * other[i];
        }
        double weight = Math.exp(score / Math.sqrt(DIM));
        total += weight;
        for (int i = 0; i < DIM; i++) {
          sum[i] += weight * value[i];
        }
      }
    }
    for (int i = 0; i < DIM; i++) {
      mixed[row * WIDTH + place[1] * DIM + i] = sum[i] / total;
    }
  }

  /** Query, key or value of a token and head; turned as a complex number per pair. */
  private static double[] part(double[] qkv, int row, int head, int which, boolean turned) {
    int start = row * 3 * WIDTH + which * WIDTH + head * DIM;
    double[] numbers = Arrays.copyOfRange(qkv, start, start + DIM);
    for (int i = 0; turned && i < DIM / 2; i++) {
      double angle = row % TOKENS * Math.pow(50, -2.0 * i / DIM);
      double real = numbers[i];
      double imaginary = numbers[i + DIM / 2];
      numbers[i] = real * Math.cos(angle) - imaginary * Math.sin(angle);
      numbers[i + DIM / 2] = real * Math.sin(angle) + imaginary * Math.cos(angle);
    }
    return numbers;
  }

  private double[] linear(double[] rows, String name, int inputs, int outputs, boolean biased) {
    double[] weight = parameters.get(name + ".weight").toDoubles();
    double[] bias = biased ? parameters.get(name + ".bias").toDoubles() : new double[outputs];
    double[] result = new double[rows.length / inputs * outputs];
    for (int at = 0; at < result.length; at++) {
      double sum = bias[at % outputs];
      for (int in = 0; in < inputs; in++) {
        sum += rows[at / outputs * inputs + in] * weight[at % outputs * inputs + in];
      }
      result[at] = sum;
    }
    return result;
  }

  private static Tensor noise(int stream, long... shape) {
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Tensors.of(new Initialisation.Normal(1).draw(length, SEED + stream), shape);
  }
}

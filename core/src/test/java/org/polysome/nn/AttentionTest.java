package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.GoldenCase;
import org.polysome.tensor.Autocast;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class AttentionTest {

  private static final long SEED = 5;
  private static final int CELLS = 3;
  private static final int TOKENS = 37;
  private static final int WIDTH = 24;
  private static final int HEADS = 4;

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, SEED);
  private final BuildContext context =
      new BuildContext(new Dimensions(1, WIDTH, 1, HEADS), parameters, new Weights.FanIn());

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothKernelsAgreeForwardAndBackward(boolean padded) {
    Optional<Tensor> present =
        padded ? Optional.of(present().unsqueeze(1).unsqueeze(1)) : Optional.empty();
    List<Tensor> fused = inputs();
    List<Tensor> byHand = inputs();
    Tensor direction = noise(99, CELLS, HEADS, TOKENS, WIDTH / HEADS);
    Tensor one = Attention.fused(heads(fused), present, 0);
    Tensor other = Attention.byHand(heads(byHand), present, 0);
    GoldenCase.check(one, other, "mixed, seed " + SEED, 1e-5);
    one.backward(direction);
    other.backward(direction);
    for (int i = 0; i < fused.size(); i++) {
      Tensor expected = byHand.get(i).gradient().orElseThrow();
      GoldenCase.check(fused.get(i).gradient().orElseThrow(), expected, "gradient " + i, 1e-5);
    }
  }

  @Test
  void agreesWithALoopOverTokens() {
    Attention attention = new Attention(context, 0);
    Tensor input = noise(1, CELLS, TOKENS, WIDTH);
    float[] found = attention.forward(input, Optional.of(present()), Mode.EVALUATION).toFloats();
    float[] expected = loop(input);
    boolean[] there = new boolean[CELLS * TOKENS];
    byte[] mask = present().toBytes();
    for (int row = 0; row < there.length; row++) {
      for (int j = 0; j < WIDTH && mask[row] == 1; j++) {
        assertThat(found[row * WIDTH + j])
            .as("row %d, column %d, seed %d", row, j, SEED)
            .isCloseTo(expected[row * WIDTH + j], org.assertj.core.api.Assertions.within(2e-5f));
      }
    }
  }

  @Test
  void bfloat16IsCloseAndStaysBfloat16() {
    Attention attention = new Attention(context, 0);
    Tensor input = noise(1, CELLS, TOKENS, WIDTH);
    Tensor exact = attention.forward(input, Optional.of(present()), Mode.EVALUATION);
    try (Autocast half = new Autocast(Device.CPU)) {
      Tensor found = attention.forward(input, Optional.of(present()), Mode.EVALUATION);
      assertThat(found.type()).isEqualTo(ElementType.BFLOAT16);
      GoldenCase.check(found, exact, "bfloat16", 0.03);
    }
  }

  @Test
  void dropoutActsInTrainingAndFollowsTheSeed() {
    Attention attention = new Attention(context, 0.5);
    Tensor input = noise(1, CELLS, TOKENS, WIDTH);
    Engine.seed(3);
    float[] first = attention.forward(input, Optional.empty(), Mode.TRAINING).toFloats();
    float[] second = attention.forward(input, Optional.empty(), Mode.TRAINING).toFloats();
    Engine.seed(3);
    float[] again = attention.forward(input, Optional.empty(), Mode.TRAINING).toFloats();
    assertThat(again).containsExactly(first);
    assertThat(second).isNotEqualTo(first);
    float[] plain = attention.forward(input, Optional.empty(), Mode.EVALUATION).toFloats();
    assertThat(attention.forward(input, Optional.empty(), Mode.EVALUATION).toFloats())
        .containsExactly(plain);
  }

  /** Cells of 37, 20 and 1 tokens. */
  private static Tensor present() {
    byte[] present = new byte[CELLS * TOKENS];
    int[] lengths = {TOKENS, 20, 1};
    for (int cell = 0; cell < CELLS; cell++) {
      Arrays.fill(present, cell * TOKENS, cell * TOKENS + lengths[cell], (byte) 1);
    }
    return Tensors.of(present, CELLS, TOKENS).equalTo(1);
  }

  private static Attention.Heads heads(List<Tensor> inputs) {
    return new Attention.Heads(inputs.get(0), inputs.get(1), inputs.get(2));
  }

  private static List<Tensor> inputs() {
    return List.of(
        noise(1, CELLS, HEADS, TOKENS, WIDTH / HEADS).requiresGradient(true),
        noise(2, CELLS, HEADS, TOKENS, WIDTH / HEADS).requiresGradient(true),
        noise(3, CELLS, HEADS, TOKENS, WIDTH / HEADS).requiresGradient(true));
  }

  private static Tensor noise(int stream, long... shape) {
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Tensors.of(new Initialisation.Normal(1).draw(length, SEED + stream), shape);
  }

  private float[] loop(Tensor input) {
    double[] qkv = project(input.toDoubles(), "qkv", WIDTH, 3 * WIDTH);
    double[] mixed = new double[CELLS * TOKENS * WIDTH];
    byte[] mask = present().toBytes();
    for (int query = 0; query < CELLS * TOKENS; query++) {
      for (int head = 0; head < HEADS; head++) {
        mix(qkv, mask, query, head, mixed);
      }
    }
    double[] out = project(mixed, "out", WIDTH, WIDTH);
    float[] floats = new float[out.length];
    for (int i = 0; i < out.length; i++) {
      floats[i] = (float) out[i];
    }
    return floats;
  }

  private static void mix(double[] qkv, byte[] mask, int query, int head, double[] mixed) {
    int dim = WIDTH / HEADS;
    int from = query / TOKENS * TOKENS;
    double[] weights = new double[TOKENS];
    double total = 0;
    for (int token = 0; token < TOKENS; token++) {
      double score = 0;
      for (int j = 0; j < dim; j++) {
        score +=
            qkv[query * 3 * WIDTH + head * dim + j]
                * qkv[(from + token) * 3 * WIDTH + WIDTH + head * dim + j];
      }
      weights[token] = mask[from + token] == 1 ? Math.exp(score / Math.sqrt(dim)) : 0;
      total += weights[token];
    }
    for (int token = 0; token < TOKENS; token++) {
      for (int j = 0; j < dim; j++) {
        mixed[query * WIDTH + head * dim + j] +=
            weights[token] / total * qkv[(from + token) * 3 * WIDTH + 2 * WIDTH + head * dim + j];
      }
    }
  }

  private double[] project(double[] rows, String name, int inputs, int outputs) {
    double[] weight = parameters.get(name + ".weight").toDoubles();
    double[] bias = parameters.get(name + ".bias").toDoubles();
    int count = rows.length / inputs;
    double[] result = new double[count * outputs];
    for (int row = 0; row < count; row++) {
      for (int out = 0; out < outputs; out++) {
        double sum = bias[out];
        for (int in = 0; in < inputs; in++) {
          sum += rows[row * inputs + in] * weight[out * inputs + in];
        }
        result[row * outputs + out] = sum;
      }
    }
    return result;
  }
}

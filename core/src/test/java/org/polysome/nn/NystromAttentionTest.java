package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polysome.GoldenCase;
import org.polysome.tensor.Autocast;
import org.polysome.tensor.Device;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class NystromAttentionTest {

  private static final long SEED = 29;
  private static final int CELLS = 3;
  private static final int TOKENS = 12;
  private static final int WIDTH = 12;
  private static final int HEADS = 2;
  private static final int[] LENGTHS = {TOKENS, 7, 2};

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, SEED);

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  /** With a landmark for each token, once the inverse has converged. */
  @ParameterizedTest
  @EnumSource(PseudoInverse.class)
  void asManyLandmarksAsTokensEqualExactAttention(PseudoInverse inverse) {
    NystromAttention attention = attention(TOKENS, 60, inverse, Optional.empty());
    Attention.Heads split = attention.split(noise(1, CELLS, TOKENS, WIDTH).multiply(4));
    Tensor found = attention.mix(split, Optional.of(present()));
    double unscale = Math.pow(WIDTH / (double) HEADS, 0.25);
    Attention.Heads plain =
        new Attention.Heads(
            split.query().multiply(unscale), split.key().multiply(unscale), split.value());
    Tensor exact = Attention.byHand(plain, Optional.of(present().unsqueeze(1).unsqueeze(1)), 0);
    Tensor there = present().unsqueeze(1).unsqueeze(-1).not();
    GoldenCase.check(found.maskedFill(there, 0), exact.maskedFill(there, 0), "seed " + SEED, 2e-3);
  }

  @Test
  void landmarksAreMeansOfEqualRuns() {
    Landmarks landmarks = Landmarks.of(Optional.of(present()), TOKENS, 4, Device.CPU);
    assertThat(landmarks.present().to(org.polysome.tensor.ElementType.INT32).toInts())
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
    float[] shares = landmarks.shares().toFloats();
    for (int cell = 0; cell < CELLS; cell++) {
      for (int landmark = 0; landmark < 4; landmark++) {
        assertThat(Arrays.copyOfRange(shares, at(cell, landmark), at(cell, landmark) + TOKENS))
            .containsExactly(share(LENGTHS[cell], landmark));
      }
    }
  }

  private static int at(int cell, int landmark) {
    return (cell * 4 + landmark) * TOKENS;
  }

  private static float[] share(int length, int landmark) {
    float[] share = new float[TOKENS];
    int members = 0;
    for (int token = 0; token < length; token++) {
      int run = length < 4 ? token : token * 4 / length;
      share[token] = run == landmark ? 1 : 0;
      members += run == landmark ? 1 : 0;
    }
    for (int token = 0; token < length; token++) {
      share[token] /= Math.max(1, members);
    }
    return share;
  }

  @Test
  void convolutionIsASumOverNeighbours() {
    NystromAttention without = attention(3, 6, PseudoInverse.ORIGINAL, Optional.empty());
    Attention.Heads split = without.split(noise(1, CELLS, TOKENS, WIDTH));
    Tensor plain = without.mix(split, Optional.of(present()));
    try (Parameters other = new Parameters(Device.CPU, SEED)) {
      NystromAttention with = attention(other, 3, 6, PseudoInverse.ORIGINAL, Optional.of(5));
      Tensor added = with.mix(split, Optional.of(present())).subtract(plain);
      double[] weights = other.get("convolution.weight").toDoubles();
      double[] values = split.value().toDoubles();
      float[] expected = new float[values.length];
      int dim = WIDTH / HEADS;
      for (int i = 0; i < values.length; i++) {
        int token = i / dim % TOKENS;
        int head = i / dim / TOKENS % HEADS;
        for (int shift = -2; shift <= 2; shift++) {
          int other2 = token + shift;
          if (other2 >= 0 && other2 < LENGTHS[i / dim / TOKENS / HEADS]) {
            expected[i] += (float) (weights[head * 5 + shift + 2] * values[i + shift * dim]);
          }
        }
      }
      GoldenCase.check(added, Tensors.of(expected, added.shape()), "convolution", 1e-5);
    }
  }

  @Test
  void bfloat16IsClose() {
    NystromAttention attention = attention(4, 6, PseudoInverse.ORIGINAL, Optional.of(3));
    Tensor input = noise(1, CELLS, TOKENS, WIDTH);
    Tensor exact = attention.forward(input, Optional.of(present()), Mode.EVALUATION);
    try (Autocast half = new Autocast(Device.CPU)) {
      Tensor found = attention.forward(input, Optional.of(present()), Mode.EVALUATION);
      GoldenCase.check(found, exact, "bfloat16", 0.05);
      assertThat(Autocast.isOpen(Device.CPU)).isTrue();
    }
  }

  private NystromAttention attention(
      int landmarks, int iterations, PseudoInverse inverse, Optional<Integer> kernel) {
    return attention(parameters, landmarks, iterations, inverse, kernel);
  }

  private static NystromAttention attention(
      Parameters parameters,
      int landmarks,
      int iterations,
      PseudoInverse inverse,
      Optional<Integer> kernel) {
    Dimensions sizes = new Dimensions(1, WIDTH, 1, HEADS);
    return new NystromAttention(
        new BuildContext(sizes, parameters, new Weights.FanIn()),
        new NystromAttention.Form(landmarks, iterations, inverse, kernel, false));
  }

  private static Tensor present() {
    byte[] present = new byte[CELLS * TOKENS];
    for (int cell = 0; cell < CELLS; cell++) {
      Arrays.fill(present, cell * TOKENS, cell * TOKENS + LENGTHS[cell], (byte) 1);
    }
    return Tensors.of(present, CELLS, TOKENS).equalTo(1);
  }

  private static Tensor noise(int stream, long... shape) {
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Tensors.of(new Initialisation.Normal(1).draw(length, SEED + stream), shape);
  }
}

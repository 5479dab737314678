package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.polysome.GoldenCase;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** The weights of every kind of attention: what {@link TokenMixer#weights} says. */
class TokenMixerWeightsTest {

  private static final long SEED = 29;
  private static final int CELLS = 3;
  private static final int TOKENS = 9;
  private static final int HEADS = 2;
  private static final int DIM = 6;
  private static final int WIDTH = HEADS * DIM;
  private static final int[] LENGTHS = {TOKENS, 5, 1};

  private static final Map<String, Function<BuildContext, TokenMixer>> MIXERS =
      Map.of(
          "softmax", within -> new Attention(within, 0),
          "softmax with rotary positions", within -> new Attention(within, rotary()),
          "random features", within -> new LinearAttention(within, features()),
          "landmarks", within -> new NystromAttention(within, landmarks()));

  static final List<String> KINDS = MIXERS.keySet().stream().sorted().toList();

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, SEED);

  @AfterEach
  void close() {
    scope.close();
    parameters.close();
  }

  private static Attention.Form rotary() {
    return new Attention.Form(0, true, true, Optional.of(new Rotary(1e4)));
  }

  private static LinearAttention.Form features() {
    return new LinearAttention.Form(
        Kernel.SOFTMAX, 20, RowNorm.CHI, 0, 1e-4, true, false, DIM, true, true, false);
  }

  private static NystromAttention.Form landmarks() {
    return new NystromAttention.Form(4, 12, PseudoInverse.NEWTON, Optional.empty(), false);
  }

  private TokenMixer build(String kind) {
    Dimensions sizes = new Dimensions(1, WIDTH, 1, HEADS);
    return Objects.requireNonNull(MIXERS.get(kind))
        .apply(new BuildContext(sizes, parameters, new Weights.FanIn()));
  }

  /** The inverse of landmarks is approached in steps. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void rowsOfTokensSumToOneAndPaddingGetsNothing(String kind) {
    double tolerance = kind.equals("landmarks") ? 5e-3 : 1e-5;
    Tensor weights = build(kind).weights(input(), Optional.of(present()));
    assertThat(weights.shape()).containsExactly(CELLS, HEADS, TOKENS, TOKENS);
    for (int cell = 0; cell < CELLS; cell++) {
      Tensor rows = weights.select(0, cell).narrow(1, 0, LENGTHS[cell]);
      Tensor ones = Tensors.full(1, ElementType.FLOAT32, Device.CPU, HEADS, LENGTHS[cell]);
      GoldenCase.check(rows.sum(2), ones, kind + ", sums of cell " + cell, tolerance);
      int padding = TOKENS - LENGTHS[cell];
      if (padding > 0) {
        assertThat(rows.narrow(2, LENGTHS[cell], padding).abs().max().item()).isZero();
      }
    }
  }

  /** By the parameters that every kind has under the same names. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void weightsTimesValuesAreWhatComesOut(String kind) {
    TokenMixer mixer = build(kind);
    Tensor expected = mixer.forward(input(), Optional.of(present()), Mode.EVALUATION);
    Tensor values =
        input()
            .matmul(parameter("qkv.weight").narrow(0, 2 * WIDTH, WIDTH).transpose(0, 1))
            .add(parameter("qkv.bias").narrow(0, 2 * WIDTH, WIDTH))
            .reshape(CELLS, TOKENS, HEADS, DIM)
            .transpose(1, 2);
    Tensor mixed =
        mixer
            .weights(input(), Optional.of(present()))
            .matmul(values)
            .transpose(1, 2)
            .reshape(CELLS, TOKENS, WIDTH);
    Tensor found = mixed.matmul(parameter("out.weight").transpose(0, 1)).add(parameter("out.bias"));
    for (int cell = 0; cell < CELLS; cell++) {
      GoldenCase.check(
          found.select(0, cell).narrow(0, 0, LENGTHS[cell]),
          expected.select(0, cell).narrow(0, 0, LENGTHS[cell]),
          kind + ", cell " + cell,
          1e-4);
    }
  }

  @Test
  void whatHasNoWeightsSaysSo() {
    TokenMixer none = (input, visible, mode) -> input;
    assertThatThrownBy(() -> none.weights(input(), Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no attention weights");
  }

  private Tensor parameter(String name) {
    return Objects.requireNonNull(parameters.trained().get(name));
  }

  private static Tensor input() {
    float[] noise = new Initialisation.Normal(1).draw(CELLS * TOKENS * WIDTH, SEED);
    return Tensors.of(noise, CELLS, TOKENS, WIDTH);
  }

  private static Tensor present() {
    byte[] present = new byte[CELLS * TOKENS];
    for (int cell = 0; cell < CELLS; cell++) {
      Arrays.fill(present, cell * TOKENS, cell * TOKENS + LENGTHS[cell], (byte) 1);
    }
    return Tensors.of(present, CELLS, TOKENS).equalTo(1);
  }
}

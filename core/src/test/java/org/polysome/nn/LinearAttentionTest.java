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

class LinearAttentionTest {

  private static final long SEED = 17;
  private static final int CELLS = 3;
  private static final int TOKENS = 13;
  private static final int HEADS = 2;
  private static final int DIM = 6;
  private static final int[] LENGTHS = {TOKENS, 8, 1};

  private final Scope scope = new Scope();

  @AfterEach
  void close() {
    scope.close();
  }

  /** Product by product, in double precision, over the tokens there are. */
  @ParameterizedTest
  @EnumSource(Kernel.class)
  void fastPathEqualsALoop(Kernel kernel) {
    FeatureMap map = new FeatureMap(kernel, 1e-3, true, false);
    Tensor directions = noise(4, 11, DIM);
    Tensor queries = map.queries(noise(1, CELLS, HEADS, TOKENS, DIM), directions);
    Tensor keys = map.keys(noise(2, CELLS, HEADS, TOKENS, DIM), directions, Optional.of(mask()));
    Tensor values = noise(3, CELLS, HEADS, TOKENS, DIM);
    Tensor found = LinearAttention.mix(queries, keys, values);
    float[] expected = new float[CELLS * HEADS * TOKENS * DIM];
    for (int row = 0; row < CELLS * HEADS * TOKENS; row++) {
      double[] mixed = loop(queries, keys, values, row);
      for (int j = 0; j < DIM; j++) {
        expected[row * DIM + j] = (float) mixed[j];
      }
    }
    Tensor loop = Tensors.of(expected, CELLS, HEADS, TOKENS, DIM);
    GoldenCase.check(found, loop, kernel + ", seed " + SEED, 1e-5);
  }

  private static double[] loop(Tensor queries, Tensor keys, Tensor values, int row) {
    int features = (int) queries.size(3);
    double[] q = queries.toDoubles();
    double[] k = keys.toDoubles();
    double[] v = values.toDoubles();
    int from = row / TOKENS * TOKENS;
    int length = LENGTHS[row / TOKENS / HEADS];
    double total = 0;
    double[] mixed = new double[DIM];
    for (int key = from; key < from + length; key++) {
      double weight = 0;
      for (int i = 0; i < features; i++) {
        weight += q[row * features + i] * k[key * features + i];
      }
      total += weight;
      for (int j = 0; j < DIM; j++) {
        mixed[j] += weight * v[key * DIM + j];
      }
    }
    for (int j = 0; j < DIM; j++) {
      mixed[j] /= total;
    }
    return mixed;
  }

  /** The error of an unbiased estimate falls as one over the root of the number of features. */
  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "COSH", "EXP"})
  void manyFeaturesEqualExactAttention(Kernel kernel) {
    double few = error(kernel, 200);
    double many = error(kernel, 51200);
    assertThat(many).as("%s, %s features before", few, kernel).isLessThan(0.02);
    assertThat(many).isLessThan(few / 6);
  }

  private static double error(Kernel kernel, int features) {
    FeatureMap map = new FeatureMap(kernel, 0, true, false);
    Tensor directions =
        Tensors.of(RandomFeatures.draw(features, DIM, RowNorm.CHI, SEED), features, DIM);
    Tensor query = noise(1, CELLS, HEADS, TOKENS, DIM).multiply(0.5);
    Tensor key = noise(2, CELLS, HEADS, TOKENS, DIM).multiply(0.5);
    Tensor value = noise(3, CELLS, HEADS, TOKENS, DIM);
    Tensor found =
        LinearAttention.mix(
            map.queries(query, directions), map.keys(key, directions, Optional.of(mask())), value);
    Attention.Heads heads = new Attention.Heads(query, key, value);
    Tensor exact = Attention.byHand(heads, Optional.of(mask().transpose(2, 3)), 0);
    return found.subtract(exact).norm().item() / exact.norm().item();
  }

  @Test
  void bfloat16IsClose() {
    try (Parameters parameters = new Parameters(Device.CPU, SEED)) {
      LinearAttention attention = build(parameters);
      Tensor input = noise(5, CELLS, TOKENS, HEADS * DIM);
      Tensor exact = attention.forward(input, Optional.empty(), Mode.EVALUATION);
      try (Autocast half = new Autocast(Device.CPU)) {
        Tensor found = attention.forward(input, Optional.empty(), Mode.EVALUATION);
        GoldenCase.check(found, exact, "bfloat16", 0.05);
      }
    }
  }

  private static LinearAttention build(Parameters parameters) {
    Dimensions sizes = new Dimensions(1, HEADS * DIM, 1, HEADS);
    LinearAttention.Form form =
        new LinearAttention.Form(
            Kernel.SOFTMAX, 20, RowNorm.CHI, 0, 1e-4, true, false, DIM, true, true, false);
    return new LinearAttention(new BuildContext(sizes, parameters, new Weights.FanIn()), form);
  }

  /** True where there is a token (cells, 1, tokens, 1). */
  private static Tensor mask() {
    byte[] present = new byte[CELLS * TOKENS];
    for (int cell = 0; cell < CELLS; cell++) {
      Arrays.fill(present, cell * TOKENS, cell * TOKENS + LENGTHS[cell], (byte) 1);
    }
    return Tensors.of(present, CELLS, 1, TOKENS, 1).equalTo(1);
  }

  private static Tensor noise(int stream, long... shape) {
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Tensors.of(new Initialisation.Normal(1).draw(length, SEED + stream), shape);
  }
}

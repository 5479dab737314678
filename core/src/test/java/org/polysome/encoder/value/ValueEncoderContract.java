package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Traits;
import org.polysome.nn.TraitsContract;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** What every value encoder keeps. */
abstract class ValueEncoderContract extends TraitsContract {

  private static final int WIDTH = 8;

  private final Parameters parameters = new Parameters(Device.CPU, 17);
  private final BuildContext context =
      new BuildContext(
          new Dimensions(TokenBatches.GENES, WIDTH, 1, 1), parameters, new Weights.FanIn());
  private ValueEncoder encoder = (tokens, mode) -> tokens.kinds();

  abstract ValueEncoderSpec spec();

  /** A spec as YAML says it. */
  static <T extends Record> T read(Class<T> type, String yaml) {
    return Config.bind(YamlReader.read(yaml, "test"), type);
  }

  /** What the encoder under test makes of seen genes of these numbers, in one cell. */
  final double[] encode(float... numbers) {
    long[] shape = {1, numbers.length};
    try (Scope scope = new Scope()) {
      Tensor kinds = Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, shape);
      Tensor values = Tensors.of(numbers, shape);
      return encoder.forward(new TokenValues(values, values, kinds), Mode.EVALUATION).toDoubles();
    }
  }

  /** The encoder under test. */
  final ValueEncoder encoder() {
    return encoder;
  }

  /** The numbers of a parameter of the encoder under test. */
  final double[] parameter(String name) {
    return parameters.get(name).toDoubles();
  }

  /** Numbers per token that the contract's encoders give. */
  static int width() {
    return WIDTH;
  }

  @BeforeEach
  void build() {
    encoder = spec().build(context);
  }

  @AfterEach
  void close() {
    parameters.close();
  }

  @Override
  protected Traits traits() {
    return spec().traits();
  }

  @Override
  protected Tensor states(TokenBatch batch) {
    return encoder.forward(read(batch), Mode.EVALUATION);
  }

  @Override
  protected Tensor trainedStates(TokenBatch batch) {
    return encoder.forward(read(batch), Mode.TRAINING);
  }

  static TokenValues read(TokenBatch batch) {
    long[] shape = {batch.cells(), batch.tokens()};
    return new TokenValues(
        Tensors.of(batch.values(), shape),
        Tensors.of(batch.counts(), shape),
        Tensors.of(batch.kinds(), shape).to(ElementType.INT32));
  }

  @Test
  void aHiddenValueDoesNotShow() {
    try (Scope scope = new Scope()) {
      TokenBatch batch = TokenBatches.batch(TokenBatches.cells(4, 20));
      float[] before = encoder.forward(read(batch), Mode.EVALUATION).toFloats();
      int hidden = first(batch, TokenKind.MASK);
      batch.values()[hidden] = 3;
      batch.counts()[hidden] = 30;
      float[] after = encoder.forward(read(batch), Mode.EVALUATION).toFloats();
      assertThat(after).containsExactly(before);
    }
  }

  @Test
  void aValueAMaskAndAZeroDiffer() {
    try (Scope scope = new Scope()) {
      TokenBatch batch = TokenBatches.batch(TokenBatches.cells(4, 40));
      Tensor states = encoder.forward(read(batch), Mode.EVALUATION).select(0, 0);
      float[] value = states.select(0, first(batch, TokenKind.VALUE)).toFloats();
      float[] mask = states.select(0, first(batch, TokenKind.MASK)).toFloats();
      float[] zero = states.select(0, first(batch, TokenKind.ZERO)).toFloats();
      assertThat(value).isNotEqualTo(mask).isNotEqualTo(zero);
      assertThat(mask).isNotEqualTo(zero);
    }
  }

  @Test
  void aDepthTokenShowsItsNumber() {
    try (Scope scope = new Scope()) {
      long[] shape = {1, 2};
      Tensor kinds =
          Tensors.full(TokenKind.DEPTH_SOURCE.code(), ElementType.INT32, Device.CPU, shape);
      Tensor numbers = Tensors.of(new float[] {2, 9}, shape);
      Tensor states =
          encoder.forward(new TokenValues(numbers, numbers, kinds), Mode.EVALUATION).select(0, 0);
      assertThat(
              java.util.Arrays.equals(
                  states.select(0, 0).toFloats(), states.select(0, 1).toFloats()))
          .isEqualTo(!showsDepths());
    }
  }

  /** Whether two depths far apart are told apart. */
  boolean showsDepths() {
    return true;
  }

  @Test
  void theWidthIsTheStatedOne() {
    assertThat(encode(1, 2)).hasSize(2 * spec().width(WIDTH));
  }

  @Test
  void gradientsReachEveryParameter() {
    if (parameters.trained().isEmpty()) {
      return;
    }
    try (Scope scope = new Scope()) {
      TokenBatch batch = TokenBatches.batch(TokenBatches.cells(4, 40, 30));
      encoder.forward(read(batch), Mode.EVALUATION).square().sum().backward();
      parameters
          .trained()
          .forEach(
              (name, parameter) -> {
                Tensor gradient = parameter.gradient().orElseThrow();
                assertThat(gradient.norm().item()).as(name).isFinite().isPositive();
              });
    }
  }

  @Test
  void isReadFromItsOwnText() {
    String text = Config.text((Record) spec());
    var tree = YamlReader.read(text, "text");
    assertThat(Config.bind(tree, spec().getClass())).isEqualTo(spec());
  }

  private static int first(TokenBatch batch, TokenKind kind) {
    return List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19).stream()
        .filter(i -> batch.kinds()[i] == kind.code())
        .findFirst()
        .orElseThrow();
  }
}

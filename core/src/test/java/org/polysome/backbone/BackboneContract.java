package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Traits;
import org.polysome.nn.TraitsContract;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** What every backbone keeps. */
abstract class BackboneContract extends TraitsContract {

  private static final Dimensions SIZES = new Dimensions(TokenBatches.GENES, 16, 2, 4);

  private final Parameters parameters = new Parameters(Device.CPU, 23);
  private Backbone backbone = (sequence, mode) -> sequence.embedded();

  abstract BackboneSpec spec();

  /** How far from one the weights of a token may sum. */
  double inexactness() {
    return 1e-5;
  }

  /** The spec that a configuration says. */
  static BackboneSpec read(String yaml) {
    return Config.bind(YamlReader.read(yaml, "test"), BackboneSpec.class);
  }

  @BeforeEach
  void build() {
    backbone = spec().build(new BuildContext(SIZES, parameters, new Weights.FanIn()));
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
    return backbone.forward(sequence(batch), Mode.EVALUATION);
  }

  @Override
  protected Tensor trainedStates(TokenBatch batch) {
    return backbone.forward(sequence(batch), Mode.TRAINING);
  }

  /** The states in training. */
  float[] trained(TokenBatch batch) {
    return trainedStates(batch).toFloats();
  }

  /** A fixed vector per gene, scaled by the value. */
  private static Sequence sequence(TokenBatch batch) {
    long[] shape = {batch.cells(), batch.tokens()};
    int rows = TokenBatches.GENES + TokenKind.ALWAYS;
    Tensor table =
        Tensors.of(new Initialisation.Normal(1).draw(rows * SIZES.width(), 3), rows, SIZES.width());
    Tensor genes = Tensors.of(batch.genes(), shape);
    Tensor scale = Tensors.of(batch.values(), shape).add(1.0).unsqueeze(2);
    Tensor kinds = Tensors.of(batch.kinds(), shape).to(ElementType.INT32);
    Tensor present = kinds.equalTo(TokenKind.PAD.code()).not();
    boolean padded = present.all().item() == 0;
    return new Sequence(
        Functions.embedding(table, genes).multiply(scale),
        genes,
        kinds,
        padded ? Optional.of(present) : Optional.empty());
  }

  /** In every block that has weights; the others say that they have none. */
  @Test
  void whatATokenTakesFromOthersSumsToOne() {
    try (Scope scope = new Scope()) {
      int longest = spec().onlyLength().orElse(12);
      Sequence sequence = sequence(TokenBatches.batch(TokenBatches.cells(4, longest, 7)));
      for (int block = 1; block <= SIZES.layers(); block++) {
        Tensor weights;
        try {
          weights = backbone.attention(sequence, block);
        } catch (UsageException none) {
          assertThat(none).hasMessageContaining("no attention weights");
          return;
        }
        Tensor first = weights.select(0, 0);
        assertThat(first.shape()).containsExactly(SIZES.heads(), longest, longest);
        assertThat(first.sum(2).add(-1.0).abs().max().item()).isLessThan(inexactness());
      }
      int beyond = SIZES.layers() + 1;
      assertThatThrownBy(() -> backbone.attention(sequence, beyond))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("block 3");
    }
  }

  @Test
  void gradientsReachEveryParameter() {
    try (Scope scope = new Scope()) {
      int longest = spec().onlyLength().orElse(20);
      TokenBatch batch = TokenBatches.batch(TokenBatches.cells(4, longest, 9));
      // Batch norm takes the gradient of a bias before it away, but only in training.
      Mode mode = traits().trainsAlone() ? Mode.TRAINING : Mode.EVALUATION;
      Tensor all = backbone.forward(sequence(batch), mode);
      Tensor states = all.narrow(1, 0, Math.min(9, all.size(1)));
      Tensor direction =
          Tensors.of(new Initialisation.Normal(1).draw((int) states.elements(), 4), states.shape());
      states.multiply(direction).sum().backward();
      parameters
          .trained()
          .forEach(
              (name, parameter) ->
                  assertThat(parameter.gradient().orElseThrow().norm().item())
                      .as(name)
                      .isFinite()
                      .isPositive());
    }
  }

  @Test
  void batchNormInTrainingIsDeclared() {
    try (Scope scope = new Scope()) {
      List<TokenBatches.CellTokens> cells = TokenBatches.cells(5, 12, 12, 12);
      backbone.forward(sequence(TokenBatches.batch(cells)), Mode.TRAINING);
      assertThat(parameters.buffers().keySet().stream().anyMatch(n -> n.contains("running-")))
          .isEqualTo(traits().batchIndependent() && !traits().trainsAlone());
    }
  }

  @Test
  void costsGrowWithTheLengthWhereItVaries() {
    boolean fixed = traits().fixedLength();
    assertThat(spec().multiplyAdds(SIZES, 200) > spec().multiplyAdds(SIZES, 100))
        .isNotEqualTo(fixed);
    assertThat(spec().activations(SIZES, 200) > spec().activations(SIZES, 100)).isNotEqualTo(fixed);
  }

  @Test
  void isReadFromItsOwnText() {
    var tree = YamlReader.read(Config.text((Record) spec()), "text");
    assertThat(Config.bind(tree, spec().getClass())).isEqualTo(spec());
  }
}

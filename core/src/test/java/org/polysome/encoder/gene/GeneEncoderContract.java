package org.polysome.encoder.gene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** What every gene encoder keeps. */
abstract class GeneEncoderContract {

  static final int GENES = 12;
  static final int WIDTH = 6;
  static final int ALL = GENES + TokenKind.ALWAYS;

  private final Parameters parameters = new Parameters(Device.CPU, 41);
  private GeneEncoder encoder = genes -> genes;

  abstract GeneEncoderSpec spec();

  /** What happens between building and use. */
  void start(Parameters started) {}

  static BuildContext context(Parameters store) {
    return new BuildContext(new Dimensions(GENES, WIDTH, 1, 1), store, new Weights.FanIn());
  }

  @BeforeEach
  void build() {
    encoder = spec().build(context(parameters));
    try (Scope scope = new Scope()) {
      start(parameters);
    }
  }

  @AfterEach
  void close() {
    parameters.close();
  }

  final Parameters parameters() {
    return parameters;
  }

  /** The vectors of genes by id, in one cell. */
  final double[][] vectors(int... genes) {
    try (Scope scope = new Scope()) {
      Tensor found = encoder.forward(Tensors.of(genes, 1, genes.length));
      assertThat(found.shape()).containsExactly(1, genes.length, WIDTH);
      double[][] rows = new double[genes.length][];
      for (int i = 0; i < genes.length; i++) {
        rows[i] = found.select(0, 0).select(0, i).toDoubles();
      }
      return rows;
    }
  }

  @Test
  void aGeneHasTheSameVectorWhereverItStands() {
    double[][] one = vectors(3, 5, 3);
    double[][] other = vectors(5, 3);
    assertThat(one[0]).containsExactly(one[2]).containsExactly(other[1]);
    assertThat(one[1]).containsExactly(other[0]).isNotEqualTo(one[0]);
  }

  @Test
  void tokensWithoutAGeneHaveVectorsToo() {
    int cls = TokenBatch.special(GENES, TokenKind.CLS);
    int source = TokenBatch.special(GENES, TokenKind.DEPTH_SOURCE);
    double[][] found = vectors(GENES - 1, cls, source);
    assertThat(found[0]).isNotEqualTo(found[1]);
    assertThat(found[1]).isNotEqualTo(found[2]);
  }

  @Test
  void aKindThatNotEveryTokenizerWritesHasAVectorWhereItDoes() {
    Dimensions sizes = new Dimensions(GENES, WIDTH, 1, 1).withFurtherKinds(1);
    try (Scope scope = new Scope();
        Parameters store = new Parameters(Device.CPU, 41)) {
      GeneEncoder larger = spec().build(new BuildContext(sizes, store, new Weights.FanIn()));
      start(store);
      int end = TokenBatch.special(GENES, TokenKind.END);
      Tensor found = larger.forward(Tensors.of(new int[] {end - 1, end}, 1, 2)).select(0, 0);
      assertThat(found.select(0, 1).toDoubles()).isNotEqualTo(found.select(0, 0).toDoubles());
      assertThat(store.count()).isGreaterThan(parameters.count());
    }
  }

  @Test
  void gradientsReachEveryParameterAndNoBuffer() {
    try (Scope scope = new Scope()) {
      Tensor all = encoder.forward(Tensors.range(ALL, Device.CPU));
      all.multiply(all).multiply(all).sum().backward();
      parameters
          .trained()
          .forEach(
              (name, tensor) ->
                  assertThat(tensor.gradient().orElseThrow().norm().item())
                      .as(name)
                      .isFinite()
                      .isPositive());
      parameters
          .buffers()
          .forEach((name, tensor) -> assertThat(tensor.gradient()).as(name).isEmpty());
    }
  }

  @Test
  void buildingTwiceGivesTheSameVectors() {
    try (Parameters again = new Parameters(Device.CPU, 41);
        Scope scope = new Scope()) {
      spec().build(context(again));
      start(again);
      again
          .all()
          .forEach(
              (name, tensor) ->
                  assertThat(tensor.toFloats())
                      .as(name)
                      .containsExactly(parameters.get(name).toFloats()));
    }
  }

  @Test
  void shapesCanBeCountedWithoutNumbers() {
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      spec().build(context(shapes));
      assertThat(shapes.count()).isEqualTo(parameters.count());
      assertThat(shapes.all().keySet()).isEqualTo(parameters.all().keySet());
    }
  }

  @Test
  void isReadFromItsOwnText() {
    var tree = YamlReader.read(Config.text((Record) spec()), "text");
    assertThat(Config.bind(tree, spec().getClass())).isEqualTo(spec());
  }
}

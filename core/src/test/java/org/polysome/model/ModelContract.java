package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.TokenBatches;
import org.polysome.TokenBatches.CellTokens;
import org.polysome.fault.UsageException;
import org.polysome.nn.Mode;
import org.polysome.nn.Traits;
import org.polysome.nn.TraitsContract;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tensor.NativeMemory;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** What every model keeps, and first of all the promise of {@link Embedder}. */
abstract class ModelContract extends TraitsContract {

  private static final long SEED = 31;
  private static final double PROMISE = 1e-5;

  private final Parameters parameters = new Parameters(Device.CPU, SEED);
  private CellModel model =
      (batch, mode) -> new Encoded(batch.genes(), batch.genes(), batch.genes());

  abstract ModelSpec spec();

  @BeforeEach
  void build() {
    model = spec().build(TokenBatches.GENES, parameters);
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
    return states(batch, Mode.EVALUATION);
  }

  @Override
  protected Tensor trainedStates(TokenBatch batch) {
    return states(batch, Mode.TRAINING);
  }

  private Tensor states(TokenBatch batch, Mode mode) {
    Encoded encoded = model.encode(ModelBatch.of(batch, Device.CPU), mode);
    return traits().tokenStates() ? encoded.tokens() : encoded.cells().unsqueeze(1);
  }

  private Embedder embedder() {
    return embedder(model);
  }

  private Embedder embedder(CellModel of) {
    return new ModelEmbedder(of, spec().embeddingWidth(), Device.CPU);
  }

  @Test
  void everyBlockToPoolHasAVectorOfACellOfItsOwn() {
    TokenBatch cell = TokenBatches.batch(cells().subList(0, 1));
    List<Integer> blocks = spec().blocksToPool();
    assertThat(blocks).isSorted().doesNotHaveDuplicates();
    float[] last = embedder(model).embed(cell);
    for (int block : blocks) {
      spec().requireBlock(block);
      float[] vector = embedder(model.after(block)).embed(cell);
      assertThat(vector).hasSize(spec().embeddingWidth());
      for (float number : vector) {
        assertThat(number).isFinite();
      }
      if (block == blocks.getLast()) {
        assertThat(vector).isEqualTo(last);
      } else {
        assertThat(vector).isNotEqualTo(last);
      }
    }
    for (int block : new int[] {-1, 99}) {
      assertThatThrownBy(() -> spec().requireBlock(block))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("layer %d of the model".formatted(block));
    }
  }

  @Test
  void givesWhatItSays() {
    try (Scope scope = new Scope()) {
      Encoded encoded =
          model.encode(ModelBatch.of(TokenBatches.batch(cells()), Device.CPU), Mode.EVALUATION);
      Set<State> given = EnumSet.of(State.CELLS);
      if (encoded.tokens().size(1) > 0) {
        given.add(State.TOKENS);
      }
      if (encoded.genes().size(1) > 0) {
        given.add(State.GENES);
        assertThat(model.geneVectors().size(0)).isEqualTo(TokenBatches.GENES);
      }
      encoded.variances().ifPresent(variances -> given.add(State.VARIANCES));
      assertThat(spec().gives()).isEqualTo(given);
    }
  }

  /** What lies between its halves is what an attribution changes. */
  @Test
  void theHalvesOfATokenModelMakeTheWhole() {
    if (model instanceof TokenCellModel halves) {
      try (Scope scope = new Scope()) {
        ModelBatch batch = ModelBatch.of(TokenBatches.batch(cells()), Device.CPU);
        Embedded embedded = halves.embed(batch, Mode.EVALUATION);
        assertThat(embedded.tokens().size(1)).isEqualTo(halves.read(batch).genes().size(1));
        Encoded whole = model.encode(batch, Mode.EVALUATION);
        Encoded mixed = halves.encode(embedded, batch, Mode.EVALUATION);
        assertThat(mixed.cells().toFloats()).isEqualTo(whole.cells().toFloats());
        assertThat(mixed.tokens().toFloats()).isEqualTo(whole.tokens().toFloats());
        Embedded other = embedded.withTokens(embedded.tokens().multiply(0.5));
        assertThat(halves.encode(other, batch, Mode.EVALUATION).cells().toFloats())
            .isNotEqualTo(whole.cells().toFloats());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 24})
  void theSameCellGivesTheSameVectorInAnyBatch(int batchSize) {
    List<CellTokens> cells = cells();
    List<float[]> alone = embed(cells, 1, 0);
    List<CellTokens> shuffled = new ArrayList<>(cells);
    Collections.shuffle(shuffled, new Random(SEED));
    List<float[]> found = embed(shuffled, batchSize, 9);
    for (int i = 0; i < cells.size(); i++) {
      check(found.get(shuffled.indexOf(cells.get(i))), alone.get(i), i);
    }
  }

  @Test
  void theSameCellGivesTheSameVectorAtAnyThreadCount() {
    List<CellTokens> cells = cells();
    int threads = Engine.threads();
    int blas = Engine.blasThreads();
    try {
      Engine.threads(1);
      List<float[]> one = embed(cells, 8, 0);
      Engine.threads(2);
      Engine.widenProducts();
      List<float[]> two = embed(cells, 8, 0);
      for (int i = 0; i < cells.size(); i++) {
        check(two.get(i), one.get(i), i);
      }
    } finally {
      Engine.threads(threads);
      Engine.blasThreads(blas);
    }
  }

  @Test
  void differentCellsGiveDifferentVectors() {
    List<float[]> vectors = embed(cells(), 24, 0);
    assertThat(vectors.stream().map(Arrays::toString).distinct()).hasSize(vectors.size());
  }

  @Test
  void embeddingKeepsNoHistoryAndNoMemory() {
    List<CellTokens> cells = cells();
    embed(cells, 8, 0);
    // The gene tokens of one batch, 8 x 51 numbers of 64 bits, have 3 KiB.
    assertThat(NativeMemory.leak(() -> embed(cells, 8, 0))).isLessThan(1 << 10);
    parameters.trained().forEach((name, p) -> assertThat(p.gradient()).as(name).isEmpty());
  }

  @Test
  void trainingReachesEveryParameterOfUse() {
    try (Scope scope = new Scope()) {
      Engine.seed(1);
      Encoded encoded =
          model.encode(ModelBatch.of(TokenBatches.batch(cells()), Device.CPU), Mode.TRAINING);
      Tensor sum = encoded.tokens().square().sum().add(encoded.cells().sum());
      encoded.variances().map(Tensor::sum).map(sum::add).orElse(sum).backward();
      parameters
          .trained()
          .forEach(
              (name, parameter) ->
                  assertThat(parameter.gradient().orElseThrow().isFinite().all().item())
                      .as(name)
                      .isEqualTo(1));
    }
  }

  @Test
  void theCountOfParametersIsThatOfTheLiveModel() {
    assertThat(spec().parameters(ModelInputs.of(TokenBatches.GENES))).isEqualTo(parameters.count());
    assertThat(spec().cost(TokenBatches.GENES, 100).parameters()).isEqualTo(parameters.count());
  }

  @Test
  void buildingTwiceGivesTheSameModel() {
    try (Parameters again = new Parameters(Device.CPU, SEED)) {
      Engine.seed(12345);
      spec().build(TokenBatches.GENES, again);
      assertThat(again.all().keySet()).containsExactlyElementsOf(parameters.all().keySet());
      again
          .all()
          .forEach(
              (name, tensor) ->
                  assertThat(tensor.toFloats()).containsExactly(parameters.get(name).toFloats()));
    }
  }

  /** Cells of 2 to 50 tokens. */
  private static List<CellTokens> cells() {
    return TokenBatches.cells(SEED, new Random(SEED).ints(24, 2, 51).toArray());
  }

  /** Embeds in batches, padded by some tokens more than needed where the model allows it. */
  private List<float[]> embed(List<CellTokens> cells, int batchSize, int padding) {
    List<float[]> vectors = new ArrayList<>();
    Embedder embedder = embedder();
    for (int from = 0; from < cells.size(); from += batchSize) {
      List<CellTokens> part = cells.subList(from, Math.min(cells.size(), from + batchSize));
      int longest = part.stream().mapToInt(CellTokens::length).max().orElse(0);
      float[] all = embedder.embed(TokenBatches.batch(part, longest + padding));
      for (int i = 0; i < part.size(); i++) {
        vectors.add(Arrays.copyOfRange(all, i * embedder.width(), (i + 1) * embedder.width()));
      }
    }
    return vectors;
  }

  private static void check(float[] found, float[] expected, int cell) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow((double) found[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    assertThat(Math.sqrt(difference / norm)).as("cell %d, seed %d", cell, SEED).isLessThan(PROMISE);
  }
}

package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.graph.spectral.RowStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

/** Fitted models against loops over a dense matrix and its full decomposition in doubles. */
class FittedModelsTest {

  private static final long SEED = 5;
  private static final int GENES = 40;
  private static final int CELLS = 90;
  private static final int[] VARIABLE = {2, 7, 31};

  private static final TokenizerSpec SPEC =
      Config.bind(YamlReader.read("{length: 8}", "test.yaml"), TokenizerSpec.class);

  /** The second source did not measure every fourth gene. */
  private final MeasuredGenes measured = measured();

  private final Tokenizer tokenizer =
      new Tokenizer(SPEC, measured, Fitted.NOTHING).withWholeCells(true);
  private final List<Cell> cells = cells();
  private final double[] mean = mean();

  static List<FittedModel> models() {
    return List.of(new Pca(6, 30), new RidgePca(6, 30, Optional.of(0.2)), new Hvg(VARIABLE.length));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aCellAloneGetsTheVectorThatItGetsInCompany(FittedModel model) {
    float[] together = embed(model, cells);
    int width = model.embeddingWidth();
    for (int cell = 0; cell < CELLS; cell++) {
      assertThat(embed(model, List.of(cells.get(cell))))
          .as("cell %d, seed %d", cell, SEED)
          .containsExactly(
              Arrays.copyOfRange(together, cell * width, (cell + 1) * width), within(1e-6f));
    }
  }

  @Test
  void coordinatesAreThoseOfTheFullDecomposition() {
    DenseMatrix expected = oracle(6, variance -> 1);
    assertThat(doubles(embed(new Pca(6, 30), cells)))
        .containsExactly(expected.values(), within(1e-4));
  }

  @Test
  void ridgeIsTheRegressionOnTheLoadings() {
    DenseMatrix expected = oracle(6, variance -> Math.sqrt(variance) / (variance + 0.2));
    assertThat(doubles(embed(new RidgePca(6, 30, Optional.of(0.2)), cells)))
        .containsExactly(expected.values(), within(1e-4));
    DenseMatrix white = oracle(6, variance -> 1 / Math.sqrt(variance));
    assertThat(doubles(embed(new RidgePca(6, 30, Optional.of(0.0)), cells)))
        .containsExactly(white.values(), within(1e-4));
  }

  @Test
  void anAbsentRidgeIsTheMeanVarianceOfWhatIsLeftOut() {
    org.polysome.graph.spectral.Pca all = full(GENES);
    double leftOut = Arrays.stream(all.variance()).skip(6).sum() / (GENES - 6);
    DenseMatrix expected = oracle(6, variance -> Math.sqrt(variance) / (variance + leftOut));
    assertThat(doubles(embed(new RidgePca(6, 30, Optional.empty()), cells)))
        .containsExactly(expected.values(), within(1e-4));
  }

  @Test
  void whatWasNotMeasuredIsAtItsMean() {
    float[] vectors = embed(new Hvg(VARIABLE.length), cells);
    for (int cell = 0; cell < CELLS; cell++) {
      for (int i = 0; i < VARIABLE.length; i++) {
        boolean known = measured.row(cells.get(cell).source()).get(VARIABLE[i]);
        double expected = known ? dense().get(cell, VARIABLE[i]) : mean[VARIABLE[i]];
        assertThat(vectors[cell * VARIABLE.length + i]).isCloseTo((float) expected, within(1e-5f));
      }
    }
    assertThat(IntStream.range(0, CELLS).filter(cell -> cells.get(cell).source() == 1).count())
        .as("cells that did not measure gene 7")
        .isGreaterThan(10);
  }

  @Test
  void whatIsAskedForBeyondTheCellsIsRefused() {
    assertThatThrownBy(() -> embed(new Pca(50, 2), cells))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("set model.components=" + GENES);
    assertThatThrownBy(() -> embed(new Hvg(9), cells))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("set model.count=3");
    assertThatThrownBy(() -> new Pca(3, 1).requireBlock(1)).isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @MethodSource("models")
  void nothingIsTrained(FittedModel model) {
    assertThat(model.parameters(ModelInputs.of(GENES))).isZero();
    assertThat(model.readsWholeCells()).isTrue();
    assertThat(model.traits().tokenStates()).isFalse();
    assertThat(model.cost(GENES, 9).multiplyAdds())
        .isEqualTo((long) GENES * model.embeddingWidth());
  }

  private static MeasuredGenes measured() {
    BitSet all = new BitSet();
    all.set(0, GENES);
    BitSet some = new BitSet();
    IntStream.range(0, GENES).filter(gene -> gene % 4 != 3).forEach(some::set);
    return MeasuredGenes.of(GENES, List.of(all, some));
  }

  private List<Cell> cells() {
    Random random = new Random(SEED);
    List<Cell> made = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      int source = random.nextInt(2);
      int state = random.nextInt(3);
      BitSet known = measured.row(source);
      int[] genes =
          IntStream.range(0, GENES).filter(g -> known.get(g) && random.nextInt(3) > 0).toArray();
      float[] counts = new float[genes.length];
      for (int place = 0; place < genes.length; place++) {
        counts[place] = 1 + random.nextInt(genes[place] % 3 == state ? 12 : 3);
      }
      made.add(new Cell(genes, counts, source));
    }
    return made;
  }

  /** log1p of counts that sum up to 10,000, and the mean where a gene was not measured. */
  private DenseMatrix dense() {
    DenseMatrix dense = DenseMatrix.zeros(CELLS, GENES);
    for (int cell = 0; cell < CELLS; cell++) {
      Cell from = cells.get(cell);
      double total = 0;
      for (float count : from.counts()) {
        total += count;
      }
      for (int i = 0; i < from.size(); i++) {
        dense.values()[cell * GENES + from.genes()[i]] = Math.log1p(1e4 * from.counts()[i] / total);
      }
    }
    return dense;
  }

  private double[] mean() {
    DenseMatrix dense = dense();
    double[] means = new double[GENES];
    for (int gene = 0; gene < GENES; gene++) {
      int known = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        known += measured.row(cells.get(cell).source()).get(gene) ? 1 : 0;
        means[gene] += dense.get(cell, gene);
      }
      means[gene] /= known;
    }
    return means;
  }

  private DenseMatrix imputed() {
    DenseMatrix dense = dense();
    for (int cell = 0; cell < CELLS; cell++) {
      BitSet known = measured.row(cells.get(cell).source());
      for (int gene = known.nextClearBit(0); gene < GENES; gene = known.nextClearBit(gene + 1)) {
        dense.values()[cell * GENES + gene] = mean[gene];
      }
    }
    return dense;
  }

  /** The exact decomposition: up to 256 columns there is no random projection. */
  private org.polysome.graph.spectral.Pca full(int k) {
    return org.polysome.graph.spectral.Pca.fit(RowOperator.of(imputed()), k, 0);
  }

  private DenseMatrix oracle(int k, java.util.function.DoubleUnaryOperator scale) {
    org.polysome.graph.spectral.Pca full = full(k);
    DenseMatrix scores = full.project(imputed());
    for (int i = 0; i < scores.values().length; i++) {
      scores.values()[i] *= scale.applyAsDouble(full.variance()[i % k]);
    }
    return scores;
  }

  private float[] embed(FittedModel model, List<Cell> some) {
    try (Parameters parameters = new Parameters(Device.CPU, SEED)) {
      CellModel live = model.build(GENES, parameters);
      model.fit(new All(), parameters);
      TokenBatch batch = tokenizer.tokenize(some, Draw.embedding(SEED), List.of());
      return new ModelEmbedder(live, model.embeddingWidth(), Device.CPU).embed(batch);
    }
  }

  private static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  /** All cells of the test. */
  private final class All implements TrainingCells {

    @Override
    public int[] variableGenes(GeneSelection.HighlyVariable how) {
      int count = how.count();
      return Arrays.copyOf(VARIABLE, Math.min(count, VARIABLE.length));
    }

    @Override
    public RowStream values() {
      TokenBatch.WholeCells whole =
          tokenizer.tokenize(cells, Draw.embedding(SEED), List.of()).whole().orElseThrow();
      return new RowStream() {
        @Override
        public int rows() {
          return CELLS;
        }

        @Override
        public int columns() {
          return GENES;
        }

        @Override
        public List<BitSet> known() {
          return List.of(measured.row(0), measured.row(1));
        }

        @Override
        public void read(int from, int until, Reader reader) {
          for (int row = from; row < until; row++) {
            int first = whole.indptr()[row];
            int last = whole.indptr()[row + 1];
            reader.row(
                cells.get(row).source(),
                Arrays.copyOfRange(whole.genes(), first, last),
                Arrays.copyOfRange(whole.values(), first, last),
                last - first);
          }
        }
      };
    }
  }
}

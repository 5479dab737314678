package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;
import org.polysome.model.Embedder;
import org.polysome.prepare.Counts;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.tensor.Engine;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.When;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

/** The promise: the same cell gives the same vector, in whatever company and form it comes. */
class CellEmbeddingTest {

  private static final int CELLS = TinyCells.CELLS;
  private static final long SEED = TinyCells.SEED;
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;
  private Path run;
  private Path file;
  private DenseMatrix expected;

  @BeforeEach
  void embedOneByOne() {
    run = TinyRun.write(folder.resolve("run"));
    file =
        TinyCells.write(
            folder.resolve("cells.h5ad"),
            IntStream.range(0, CELLS).boxed().toList(),
            TinyCells.genes());
    expected = embed(file, 1);
  }

  @Test
  void vectorsDiffer() {
    assertThat(distance(expected, 0, expected, 1)).isGreaterThan(0.01);
  }

  @Test
  void batchSizeDoesNotMatter() {
    for (int batchSize : new int[] {2, 7, 64, 1000}) {
      assertSame(embed(file, batchSize), IntStream.range(0, CELLS).boxed().toList());
    }
  }

  @Test
  void orderAndSubsetDoNotMatter() {
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, CELLS).boxed().toList());
    Collections.shuffle(shuffled, new Random(SEED));
    assertSame(
        embed(TinyCells.write(folder.resolve("order.h5ad"), shuffled, TinyCells.genes()), 16),
        shuffled);
    List<Integer> subset = shuffled.subList(0, 9);
    assertSame(
        embed(TinyCells.write(folder.resolve("subset.h5ad"), subset, TinyCells.genes()), 16),
        subset);
  }

  @Test
  void orderOfGenesDoesNotMatter() {
    List<Integer> genes = new ArrayList<>(TinyCells.genes());
    Collections.shuffle(genes, new Random(SEED));
    List<Integer> all = IntStream.range(0, CELLS).boxed().toList();
    assertSame(embed(TinyCells.write(folder.resolve("genes.h5ad"), all, genes), 16), all);
  }

  @Test
  void threadsDoNotMatter() {
    int before = Engine.threads();
    try {
      for (int threads : new int[] {1, 2, 4}) {
        Engine.threads(threads);
        assertSame(embed(file, 16), IntStream.range(0, CELLS).boxed().toList());
      }
    } finally {
      Engine.threads(before);
    }
  }

  @Test
  void formatDoesNotMatter() throws IOException {
    Path table = folder.resolve("cells.csv");
    List<String> lines = new ArrayList<>();
    lines.add("cell," + String.join(",", TinyCells.genes().stream().map(TinyRun::gene).toList()));
    for (int cell = 0; cell < CELLS; cell++) {
      float[] counts = TinyCells.counts(cell);
      List<String> row = new ArrayList<>(List.of("cell" + cell));
      for (int gene : TinyCells.genes()) {
        row.add(Integer.toString((int) counts[gene]));
      }
      lines.add(String.join(",", row));
    }
    Files.write(table, lines);
    assertSame(embed(table, 16), IntStream.range(0, CELLS).boxed().toList());
  }

  @Test
  void innerLayersAreOtherVectorsAndMissingOnesAreRefused() {
    Run opened = Run.open(run);
    try (OpenRun open = opened.open(OpenRun.Setting.of(opened.weights("last")))) {
      assertThat(distance(embed(file, opened, open.after(1), 16), 0, expected, 0))
          .isGreaterThan(0.01);
      assertThatThrownBy(() -> open.after(3))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("(the tokens' embedding) to 2");
      assertThat(embed(file, opened, open.after(2), 1).values()).isEqualTo(expected.values());
    }
    assertThatThrownBy(() -> opened.weights("step-9"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("last, step-0");
  }

  /** With trained weights and with random ones; layer by name goes before what the run says. */
  @Test
  void aRunEmbedsByTheLayerThatItsPlanSays() throws IOException {
    Path other = folder.resolve("second-to-last");
    copy(run, other);
    Path plan = other.resolve("experiment.yaml");
    String text = Files.readString(plan);
    Files.writeString(
        plan, text.replace("  pooling: cls\n", "  pooling: cls\n  embedding-layer: -2\n"));
    Run opened = Run.open(run);
    Run changed = Run.open(other);
    assertThat(changed.plan().model()).isNotEqualTo(opened.plan().model());
    try (OpenRun first = opened.open();
        OpenRun said = changed.open()) {
      assertThat(embed(file, changed, said, 16).values())
          .isEqualTo(embed(file, opened, first.after(1), 16).values());
      assertThat(embed(file, changed, said.after(2), 1).values()).isEqualTo(expected.values());
    }
    try (OpenRun random = opened.open(OpenRun.Setting.of(opened.untrained(3)));
        OpenRun said = changed.open(OpenRun.Setting.of(changed.untrained(3)))) {
      assertThat(distance(embed(file, opened, random, 16), 0, embed(file, changed, said, 16), 0))
          .isGreaterThan(0.01);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  /** The state of a cls token that has seen nothing is the same for every cell. */
  @Test
  void layerZeroIsTheEmbeddingOfTokens() {
    Run opened = Run.open(run);
    try (OpenRun tokens = opened.open()) {
      DenseMatrix vectors = embed(file, opened, tokens.after(0), 16);
      assertThat(vectors.columns()).isEqualTo(expected.columns());
      assertThat(distance(vectors, 0, expected, 0)).isGreaterThan(0.01);
      assertThat(distance(vectors, 0, vectors, 1)).isZero();
    }
  }

  @Test
  void allTokensAreAsManyAsThereAreGenesAndStillIndependentOfTheBatch() {
    Run all = Run.open(run).withLength(Integer.MAX_VALUE);
    assertThat(all.plan().tokenizer().length()).isEqualTo(all.vocabulary().size() + 1);
    try (OpenRun embedder = all.open()) {
      DenseMatrix alone = embed(file, all, embedder, 1);
      DenseMatrix together = embed(file, all, embedder, 16);
      for (int row = 0; row < alone.rows(); row++) {
        assertThat(distance(alone, row, together, row)).as("cell %d", row).isLessThan(1e-5);
      }
    }
  }

  @Test
  void anotherSamplingShowsTheModelOtherGenesOfTheSameCells() {
    Run opened = Run.open(run);
    var always = new Sampling.LongTail(Sampling.Weight.VALUE_MINUS_MIN, 0.5, When.ALWAYS, 0);
    Run other = opened.withLength(4).withSampling(always);
    Run random = opened.withLength(4).withSampling(Sampling.UNIFORM);
    try (OpenRun embedder = other.open()) {
      DenseMatrix tails = embed(file, other, embedder, 16);
      DenseMatrix uniform = embed(file, random, embedder, 16);
      DenseMatrix alone = embed(file, other, embedder, 1);
      int last = CELLS - 1;
      assertThat(distance(tails, last, uniform, last)).isGreaterThan(1e-3);
      assertThat(distance(tails, last, alone, last)).isLessThan(1e-5);
    }
  }

  /**
   * What depends on batch mates as published has one size and one order of batches, and says so.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{length: 24} | {type: performer, as-published: true} | model.backbone",
        "{length: 24, genes: all, sampling: {type: batch-wise, as-published: true}} | transformer"
            + " | tokenizer.sampling"
      })
  void batchesOfWhatDependsOnThemAreFixed(String tokenizer, String backbone, String part) {
    Path dependent = TinyRun.write(folder.resolve("dependent"), tokenizer, backbone);
    Run opened = Run.open(dependent);
    int size = opened.plan().training().batchSize();
    List<String> said = new ArrayList<>();
    try (OpenRun embedder = opened.open()) {
      DenseMatrix alone = embed(file, opened, embedder, 1, new Listening(said));
      assertThat(embed(file, opened, embedder, 7).values()).isEqualTo(alone.values());
      assertThat(said).anyMatch(line -> line.contains(part) && line.contains("of " + size));
    }
  }

  @Test
  void otherCellsOfTheFileMatterWhereAnotherCellOfTheBatchMay() {
    String tokenizer = "{length: 24, genes: all, sampling: {type: batch-wise, as-published: true}}";
    Run opened = Run.open(TinyRun.write(folder.resolve("dependent"), tokenizer));
    List<Integer> first = IntStream.range(0, 2).boxed().toList();
    Path few = TinyCells.write(folder.resolve("few.h5ad"), first, TinyCells.genes());
    try (OpenRun embedder = opened.open()) {
      DenseMatrix all = embed(file, opened, embedder, 16);
      assertThat(distance(embed(few, opened, embedder, 16), 0, all, 0)).isGreaterThan(1e-5);
    }
  }

  private DenseMatrix embed(Path input, int batchSize) {
    Run opened = Run.open(run);
    try (OpenRun embedder = opened.open()) {
      return embed(input, opened, embedder, batchSize);
    }
  }

  private static DenseMatrix embed(Path input, Run run, Embedder embedder, int batchSize) {
    return embed(input, run, embedder, batchSize, Progress.silent());
  }

  private static DenseMatrix embed(
      Path input, Run run, Embedder embedder, int batchSize, Progress progress) {
    try (AnnDataFile cells = AnnDataFiles.open(input)) {
      return new CellEmbedding(run, embedder, batchSize)
          .matrix(
              Counts.find(cells, Optional.empty(), Progress.silent()), Optional.empty(), progress);
    }
  }

  private void assertSame(DenseMatrix found, List<Integer> cells) {
    assertThat(found.rows()).isEqualTo(cells.size());
    for (int row = 0; row < cells.size(); row++) {
      assertThat(distance(found, row, expected, cells.get(row)))
          .as("cell %d, seed %d", cells.get(row), SEED)
          .isLessThan(TOLERANCE);
    }
  }

  /** Norm of the difference over the norm of the second. */
  private static double distance(DenseMatrix a, int rowA, DenseMatrix b, int rowB) {
    double difference = 0;
    double norm = 0;
    for (int column = 0; column < a.columns(); column++) {
      double x = a.get(rowA, column);
      double y = b.get(rowB, column);
      difference += (x - y) * (x - y);
      norm += y * y;
    }
    return Math.sqrt(difference / norm);
  }
}

package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.model.Embedder;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.random.Seeds;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.Run;
import org.polysome.train.RunEmbedder;
import org.polysome.train.TinyRun;

/** The promise: the same cell gives the same vector, in whatever company and form it comes. */
class CellEmbeddingTest {

  private static final int CELLS = 70;
  private static final long SEED = 3;
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;
  private Path run;
  private Path file;
  private DenseMatrix expected;

  @BeforeEach
  void embedOneByOne() {
    run = TinyRun.write(folder.resolve("run"));
    file = write("cells.h5ad", IntStream.range(0, CELLS).boxed().toList(), genes());
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
    assertSame(embed(write("order.h5ad", shuffled, genes()), 16), shuffled);
    List<Integer> subset = shuffled.subList(0, 9);
    assertSame(embed(write("subset.h5ad", subset, genes()), 16), subset);
  }

  @Test
  void orderOfGenesDoesNotMatter() {
    List<Integer> genes = new ArrayList<>(genes());
    Collections.shuffle(genes, new Random(SEED));
    List<Integer> all = IntStream.range(0, CELLS).boxed().toList();
    assertSame(embed(write("genes.h5ad", all, genes), 16), all);
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
    lines.add("cell," + String.join(",", genes().stream().map(TinyRun::gene).toList()));
    for (int cell = 0; cell < CELLS; cell++) {
      float[] counts = counts(cell);
      List<String> row = new ArrayList<>(List.of("cell" + cell));
      for (int gene : genes()) {
        row.add(Integer.toString((int) counts[gene]));
      }
      lines.add(String.join(",", row));
    }
    Files.write(table, lines);
    assertSame(embed(table, 16), IntStream.range(0, CELLS).boxed().toList());
  }

  @Test
  void addsAKeyToACopyAndLeavesTheRest() {
    Path output = folder.resolve("out.h5ad");
    FileEmbedding.run(request(file, output, false), Progress.silent());
    try (AnnDataFile before = AnnDataFiles.open(file);
        AnnDataFile after = AnnDataFiles.open(output)) {
      assertThat(after.embeddings()).containsExactly("X_polysome");
      assertSame(after.embedding("X_polysome"), IntStream.range(0, CELLS).boxed().toList());
      assertThat(after.obs()).isEqualTo(before.obs());
      assertThat(after.matrix("X").rows(0, CELLS).values())
          .containsExactly(before.matrix("X").rows(0, CELLS).values());
    }
    assertThatThrownBy(() -> FileEmbedding.run(request(file, output, false), Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--force");
    FileEmbedding.run(request(file, output, true), Progress.silent());
  }

  @Test
  void writesTheCountsOfATextFileBesideItsEmbedding() throws IOException {
    Path table = folder.resolve("two.csv");
    Files.writeString(
        table,
        "cell,%s,%s,ENSG00000099999\na,1,0,3\nb,0,4,0\n"
            .formatted(TinyRun.gene(1), TinyRun.gene(2)));
    Path output = folder.resolve("two.h5ad");
    FileEmbedding.run(request(table, output, false), Progress.silent());
    try (AnnDataFile after = AnnDataFiles.open(output)) {
      assertThat(after.obs().index()).containsExactly("a", "b");
      assertThat(after.var("X").index())
          .containsExactly(TinyRun.gene(1), TinyRun.gene(2), "ENSG00000099999");
      assertThat(after.embedding("X_polysome").rows()).isEqualTo(2);
    }
  }

  @Test
  void refusesForeignGenesAndLeavesNothing() throws IOException {
    Path table = folder.resolve("foreign.csv");
    Files.writeString(
        table, "cell,ENSMUSG00000000001,ENSMUSG00000000002,ENSMUSG00000000003\nx,1,0,3\ny,0,4,0\n");
    Path output = folder.resolve("foreign.h5ad");
    assertThatThrownBy(() -> FileEmbedding.run(request(table, output, false), Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0 of the file's 3 genes");
    assertThat(output).doesNotExist();
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  @Test
  void innerLayersAreOtherVectorsAndMissingOnesAreRefused() {
    Run opened = Run.open(run);
    try (RunEmbedder inner = opened.embedder("last", Device.CPU, Optional.of(1))) {
      assertThat(distance(embed(file, opened, inner, 16), 0, expected, 0)).isGreaterThan(0.01);
    }
    assertThatThrownBy(() -> opened.embedder("last", Device.CPU, Optional.of(3)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("layers 1 to 2");
    assertThatThrownBy(() -> opened.embedder("step-9", Device.CPU, Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("last, step-0");
  }

  @Test
  void aWishToStopIsHeardAfterTheBatch() {
    Cancellation stop = new Cancellation();
    List<Integer> batches = new ArrayList<>();
    Run opened = Run.open(run);
    try (RunEmbedder real = opened.embedder();
        AnnDataFile cells = AnnDataFiles.open(file)) {
      Embedder stopping =
          new Embedder() {
            @Override
            public int width() {
              return real.width();
            }

            @Override
            public float[] embed(TokenBatch batch) {
              stop.request();
              batches.add(batch.cells());
              return real.embed(batch);
            }
          };
      CountsMatrix counts = Counts.find(cells, Optional.empty(), Progress.silent());
      assertThatThrownBy(
              () ->
                  new CellEmbedding(opened, stopping, 8)
                      .matrix(counts, Optional.empty(), Progress.silent(stop)))
          .isInstanceOf(CancelledException.class);
    }
    assertThat(batches).containsExactly(8);
  }

  private EmbedRequest request(Path input, Path output, boolean force) {
    return new EmbedRequest(
        run,
        input,
        output,
        force,
        EmbedRequest.ModelChoice.DEFAULT,
        EmbedRequest.CountsOptions.DETECT,
        EmbedRequest.DEFAULT_KEY,
        16,
        Optional.empty());
  }

  @Test
  void allTokensAreAsManyAsThereAreGenesAndStillIndependentOfTheBatch() {
    Run all = Run.open(run).withLength(Integer.MAX_VALUE);
    assertThat(all.plan().tokenizer().length()).isEqualTo(all.vocabulary().size() + 1);
    try (RunEmbedder embedder = all.embedder()) {
      DenseMatrix alone = embed(file, all, embedder, 1);
      DenseMatrix together = embed(file, all, embedder, 16);
      for (int row = 0; row < alone.rows(); row++) {
        assertThat(distance(alone, row, together, row)).as("cell %d", row).isLessThan(1e-5);
      }
    }
  }

  private DenseMatrix embed(Path input, int batchSize) {
    Run opened = Run.open(run);
    try (RunEmbedder embedder = opened.embedder()) {
      return embed(input, opened, embedder, batchSize);
    }
  }

  private static DenseMatrix embed(Path input, Run run, RunEmbedder embedder, int batchSize) {
    try (AnnDataFile cells = AnnDataFiles.open(input)) {
      return new CellEmbedding(run, embedder, batchSize)
          .matrix(
              Counts.find(cells, Optional.empty(), Progress.silent()),
              Optional.empty(),
              Progress.silent());
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

  private static List<Integer> genes() {
    return IntStream.range(0, TinyRun.GENES).boxed().toList();
  }

  /** The counts of a cell by gene: between a few and nearly all genes are seen. */
  private static float[] counts(int cell) {
    RandomGenerator random = Seeds.generator(SEED, cell);
    float[] counts = new float[TinyRun.GENES];
    double share = (cell + 1.0) / (CELLS + 1);
    for (int gene = 0; gene < counts.length; gene++) {
      counts[gene] = random.nextDouble() < share ? 1 + random.nextInt(50) : 0;
    }
    return counts;
  }

  private Path write(String name, List<Integer> cells, List<Integer> genes) {
    Path path = folder.resolve(name);
    Frame obs = new Frame("_index", cells.stream().map(cell -> "cell" + cell).toList(), Map.of());
    Frame var = new Frame("_index", genes.stream().map(TinyRun::gene).toList(), Map.of());
    try (H5adWriter writer = H5adWriter.create(path, obs, var, false)) {
      MatrixWriter x = writer.matrix(AnnDataFile.X);
      for (int cell : cells) {
        x.append(row(counts(cell), genes));
      }
      writer.finish();
    }
    return path;
  }

  private static CsrMatrix row(float[] counts, List<Integer> genes) {
    int[] seen =
        IntStream.range(0, genes.size()).filter(place -> counts[genes.get(place)] > 0).toArray();
    float[] values = new float[seen.length];
    for (int i = 0; i < seen.length; i++) {
      values[i] = counts[genes.get(seen[i])];
    }
    return new CsrMatrix(1, genes.size(), new int[] {0, seen.length}, seen, values);
  }
}

package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.SameFrame;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;
import org.polysome.model.Embedder;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

/** A file of cells in, the same file with one key more out. */
@Tag("locale")
class FileEmbeddingTest {

  @TempDir Path folder;
  private Path run;
  private Path file;

  @BeforeEach
  void cells() {
    run = TinyRun.write(folder.resolve("run"));
    file =
        TinyCells.write(
            folder.resolve("cells.h5ad"),
            IntStream.range(0, TinyCells.CELLS).boxed().toList(),
            TinyCells.genes());
  }

  @Test
  void addsAKeyToACopyAndLeavesTheRest() {
    Path output = folder.resolve("out.h5ad");
    FileEmbedding.run(request(file, output, false), Progress.silent());
    try (AnnDataFile before = AnnDataFiles.open(file);
        AnnDataFile after = AnnDataFiles.open(output)) {
      assertThat(after.embeddings()).containsExactly("X_polysome");
      assertThat(after.embedding("X_polysome").values())
          .containsExactly(alone().values(), within(1e-5));
      SameFrame.assertSame(after.obs(), before.obs());
      assertThat(after.matrix("X").rows(0, TinyCells.CELLS).values())
          .containsExactly(before.matrix("X").rows(0, TinyCells.CELLS).values());
    }
    assertThatThrownBy(() -> FileEmbedding.run(request(file, output, false), Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("‹force›");
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
  void aWishToStopIsHeardAfterTheBatch() {
    Cancellation stop = new Cancellation();
    List<Integer> batches = new ArrayList<>();
    Run opened = Run.open(run);
    try (OpenRun real = opened.open();
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

  /** The vectors of the cells one by one. */
  private DenseMatrix alone() {
    Run opened = Run.open(run);
    try (OpenRun embedder = opened.open();
        AnnDataFile cells = AnnDataFiles.open(file)) {
      return new CellEmbedding(opened, embedder, 1)
          .matrix(
              Counts.find(cells, Optional.empty(), Progress.silent()),
              Optional.empty(),
              Progress.silent());
    }
  }
}

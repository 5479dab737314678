package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.matrix.CsrMatrix;
import org.polysome.objective.LabelDictionary;
import org.polysome.parallel.Prefetch;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

/** A merged file of four cells, whose second source has not measured gene 30. */
class AlignedCellsTest {

  private static final String PLAN =
      """
      tokenizer: {length: 12}
      model:
        type: token-model
        width: 4
        layers: 1
        heads: 1
        label-encoder: {type: learned, column: donor}
      objectives: [masked-values]
      train: {max-steps: 1}
      """;

  @TempDir private Path folder;

  private Run run;
  private AnnDataFile file;

  @BeforeEach
  void write() {
    run =
        TinyRun.of(
            folder.resolve("run"),
            PLAN,
            Map.of("donor", LabelDictionary.of(List.of("d1", "d2"), List.of())));
    List<String> genes =
        List.of(TinyRun.gene(30), "ENSG00009999999", TinyRun.gene(10), TinyRun.gene(20));
    Map<String, Column> columns =
        Map.of(
            "plate", new Column.Categorical(new int[] {0, 1, 1, 0}, List.of("p", "q"), false),
            "donor",
                new Column.Categorical(new int[] {1, 0, -1, 2}, List.of("d2", "d1", "d9"), false));
    Frame obs = new Frame("_index", List.of("a", "b", "c", "d"), columns);
    BitSet all = new BitSet();
    all.set(0, 4);
    BitSet some = new BitSet();
    some.set(1, 4);
    Path path = folder.resolve("merged.h5ad");
    try (H5adWriter writer =
        H5adWriter.create(path, obs, new Frame("_index", genes, Map.of()), false)) {
      writer
          .matrix(AnnDataFile.X)
          .append(
              new CsrMatrix(
                  4,
                  4,
                  new int[] {0, 2, 4, 5, 7},
                  new int[] {0, 2, 1, 3, 1, 0, 3},
                  new float[] {5, 6, 7, 8, 9, 1, 2}));
      writer.measured(new MeasuredGenes("plate", List.of("q", "p"), List.of(some, all)));
      writer.finish();
    }
    file = AnnDataFiles.open(path);
  }

  @AfterEach
  void close() {
    file.close();
  }

  private AlignedCells cells(Progress progress, String... columns) {
    CountsMatrix counts = Counts.find(file, Optional.empty(), Progress.silent());
    return new CellReading(run, Set.of(columns), Optional.empty()).align(counts, progress);
  }

  @Test
  void cellsAreOverTheVocabularyWithTheSourcesOfTheFile() {
    AlignedCells cells = cells(Progress.silent());
    assertThat(cells.rows()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).map(cells::source)).containsExactly(1, 0, 0, 1);
    assertThat(cells.measured().sources()).isEqualTo(2);
    assertThat(cells.measured().row(0).stream()).containsExactly(10, 20);
    assertThat(cells.measured().row(1).stream()).containsExactly(10, 20, 30);
    CsrMatrix block = cells.align(cells.block(1, 4));
    assertThat(IntStream.range(0, 3).map(row -> AlignedCells.size(block, row)))
        .containsExactly(1, 0, 2);
    Cell last = cells.cell(block, 1, 2);
    assertThat(last.genes()).containsExactly(20, 30);
    assertThat(last.counts()).containsExactly(2, 1);
    assertThat(last.source()).isEqualTo(1);
  }

  @Test
  void labelsAreThoseThatTheRunKnows() {
    AlignedCells cells = cells(Progress.silent(), "donor");
    int none = TokenBatch.NO_LABEL;
    assertThat(cells.labels(0, 4)).containsOnlyKeys("donor");
    assertThat(cells.labels(0, 4).get("donor")).containsExactly(0, 1, none, none);
    assertThat(cells.labels(1, 3).get("donor")).containsExactly(1, none);
    assertThat(cells.labels(new int[] {3, 0}).get("donor")).containsExactly(none, 0);
  }

  @Test
  void aColumnThatTheFileDoesNotHaveIsSaid() {
    List<String> said = new ArrayList<>();
    assertThat(cells(new Listening(said), "donor").labels(0, 1)).isNotEmpty();
    assertThat(said).anyMatch(line -> line.startsWith("genes  ")).noneMatch(this::isMissing);
    said.clear();
    Path plain = TinyCells.write(folder.resolve("plain.h5ad"), List.of(40, 41), TinyCells.genes());
    try (AnnDataFile other = AnnDataFiles.open(plain)) {
      AlignedCells cells =
          new CellReading(run, Set.of("donor"), Optional.empty())
              .align(Counts.find(other, Optional.empty(), Progress.silent()), new Listening(said));
      assertThat(cells.labels(0, 2).get("donor"))
          .containsExactly(TokenBatch.NO_LABEL, TokenBatch.NO_LABEL);
      assertThat(cells.measured().sources()).isEqualTo(1);
      assertThat(cells.source(1)).isZero();
    }
    assertThat(said).anyMatch(this::isMissing);
  }

  private boolean isMissing(String line) {
    return line.equals("no column 'donor' in obs: every cell counts as of no known label");
  }

  /** Cell c has no counts of the vocabulary. */
  @Test
  void blocksComeInOrderWithTheirLabelsAndEmptyCellsAreCounted() {
    AlignedCells cells = cells(Progress.silent(), "donor");
    BlockEmbedder embedder =
        new BlockEmbedder(
            run.tokenizer(cells.measured()), run.draw(), new BlockEmbedder.Batches(2, false));
    try (Prefetch<BlockReader.Block> pipeline = new BlockReader(cells, embedder, 3).ahead()) {
      BlockReader.Block first = pipeline.next();
      assertThat(first.counts().rows()).isEqualTo(3);
      assertThat(first.counts().columns()).isEqualTo(4);
      assertThat(first.empty()).isEqualTo(1);
      assertThat(first.batches()).hasSize(2);
      assertThat(first.batches().get(0).rows()).containsExactly(0, 1);
      assertThat(first.batches().get(1).rows()).containsExactly(2);
      TokenBatch batch = first.batches().get(0).batch();
      assertThat(batch.sources()).containsExactly(1, 0);
      assertThat(batch.labels()).containsOnly(entry("donor", batch.labels().get("donor")));
      assertThat(batch.labels().get("donor")).containsExactly(0, 1);
      assertThat(pipeline.hasNext()).isTrue();
      BlockReader.Block last = pipeline.next();
      assertThat(last.counts().rows()).isEqualTo(1);
      assertThat(last.empty()).isZero();
      assertThat(last.batches().getFirst().batch().sources()).containsExactly(1);
      assertThat(pipeline.hasNext()).isFalse();
      assertThatThrownBy(pipeline::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aFaultOfTheReadingThreadIsThrownToWhoeverWaits() {
    AlignedCells cells = cells(Progress.silent());
    BlockEmbedder embedder =
        new BlockEmbedder(
            run.tokenizer(cells.measured()), run.draw(), new BlockEmbedder.Batches(0, false));
    try (Prefetch<BlockReader.Block> pipeline = new BlockReader(cells, embedder, 3).ahead()) {
      assertThatThrownBy(pipeline::next).isInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void cellsWithoutCountsAreSaid() {
    List<String> said = new ArrayList<>();
    try (var embedder = run.open()) {
      CountsMatrix counts = Counts.find(file, Optional.empty(), Progress.silent());
      new CellEmbedding(run, embedder, 2).matrix(counts, Optional.empty(), new Listening(said));
    }
    assertThat(said)
        .contains("1 cells have no counts of the vocabulary's genes; all get one vector");
  }

  @Test
  void cellsOfLikeLengthOrThoseThatFollowEachOtherShareABatch() {
    int[] lengths = {5, 1, 9, 1, 7};
    assertThat(new BlockEmbedder.Batches(2, true).rows(5, row -> lengths[row]))
        .containsExactly(new int[] {1, 3}, new int[] {0, 4}, new int[] {2});
    assertThat(new BlockEmbedder.Batches(2, false).rows(4, row -> lengths[row]))
        .containsExactly(new int[] {0, 1}, new int[] {2, 3});
    assertThat(new BlockEmbedder.Batches(2, false).rows(0, row -> 1)).isEmpty();
  }
}

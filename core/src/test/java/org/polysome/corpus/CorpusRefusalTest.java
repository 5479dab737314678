package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;
import org.polysome.progress.Progress;

/** What is no corpus is refused in one line, and leaves nothing. */
@Tag("locale")
class CorpusRefusalTest extends SixCells {

  @Test
  void estimatedCountsAreTakenOnlyIfAskedFor() {
    Path file =
        CorpusFixture.file(
            folder.resolve("e.h5ad"),
            List.of("A", "B"),
            new float[][] {{1.5f, 20}, {0.25f, 3}},
            List.of("x", "y"));
    refuses(
        () -> CorpusFixture.build(CorpusRequest.of(List.of(file), out())), "raw counts are needed");
    CorpusRequest plain = CorpusRequest.of(List.of(file), out());
    CorpusFixture.build(
        new CorpusRequest(
            plain.inputs(),
            plain.output(),
            false,
            new CorpusRequest.Counts(Optional.empty(), true),
            plain.genes(),
            plain.cells(),
            0));
    try (Corpus corpus = open()) {
      assertThat(IntStream.range(0, 2).mapToObj(row -> corpus.cell(row).counts()[0]))
          .containsExactlyInAnyOrder(1.5f, 0.25f);
    }
  }

  @Test
  void groupsOfAColumnThatIsNotThereAreRefused() {
    assertThatThrownBy(
            () ->
                build(
                    new CorpusRequest.Cells(
                        CellFilter.NONE, Optional.empty(), 0.6, List.of("tissue"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no column 'tissue'");
  }

  @Test
  void badCountsAreRefusedNamingTheCellAndTheGene() {
    float[][] negative = new float[5000][2];
    float[][] nan = new float[5000][2];
    float[][] mixed = new float[5000][2];
    for (int row = 0; row < 5000; row++) {
      negative[row][0] = nan[row][0] = mixed[row][0] = 1 + row % 5;
    }
    negative[4200][1] = -1;
    nan[4200][1] = Float.NaN;
    mixed[4200][1] = 0.5f;
    refusesMatrix("negative", negative, "cell 'c4200'", "gene 'B'", "negative");
    refusesMatrix("nan", nan, "cell 'c4200'", "not a number");
    refusesMatrix("mixed", mixed, "cell 'c4200'", "not a whole number");
  }

  private void refusesMatrix(String name, float[][] rows, String... words) {
    List<String> labels = java.util.Collections.nCopies(rows.length, "x");
    Path file = CorpusFixture.file(folder.resolve(name + ".h5ad"), List.of("A", "B"), rows, labels);
    refuses(() -> CorpusFixture.build(CorpusRequest.of(List.of(file), out())), words);
  }

  @Test
  void whatDoesNotFitIsSaidInOneLine() throws IOException {
    Path vocabulary = Files.writeString(folder.resolve("v.txt"), "Q\nR\n");
    Path cut = folder.resolve("cut.h5ad");
    byte[] bytes = Files.readAllBytes(file());
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refuses(
        () ->
            CorpusFixture.build(
                request(
                    List.of(file()),
                    out(),
                    new CorpusRequest.Genes(
                        Optional.of(vocabulary), Optional.empty(), 0, Optional.empty()),
                    CorpusRequest.Cells.ALL)),
        "only 0 of the file's 4 genes");
    refuses(() -> CorpusFixture.build(CorpusRequest.of(List.of(cut), out())), "cut.h5ad");
    refuses(
        () -> build(new CorpusRequest.Cells(CellFilter.NONE, Optional.of("cell_type == 'q'"), 1)),
        "no cell is left",
        "6 not selected");
    assertThatThrownBy(
            () -> build(new CorpusRequest.Cells(CellFilter.NONE, Optional.of("tissue == 'q'"), 1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'tissue'");
    assertThat(out()).doesNotExist();
  }

  @Test
  void anExistingCorpusIsReplacedOnlyByForce() {
    build(CorpusRequest.Cells.ALL);
    assertThatThrownBy(() -> build(CorpusRequest.Cells.ALL))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("‹force›");
    CorpusRequest plain = CorpusRequest.of(List.of(file()), out());
    CorpusInfo replaced =
        CorpusFixture.build(
            new CorpusRequest(
                plain.inputs(), out(), true, plain.counts(), plain.genes(), plain.cells(), 9));
    assertThat(replaced.seed()).isEqualTo(9);
  }

  @Test
  void aStopLeavesNothing() {
    Path file = CorpusFixture.simulated(folder, "s.h5ad", 3000, 3);
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    assertThatThrownBy(
            () ->
                CorpusBuilder.build(
                    CorpusRequest.of(List.of(file), out()), Progress.silent(cancellation)))
        .isInstanceOf(CancelledException.class);
    assertThat(out()).doesNotExist();
  }

  @Test
  void inputsThatNameGenesDifferentlyNeedAVocabulary() {
    Path symbols = file();
    Path ids =
        CorpusFixture.file(
            folder.resolve("ids.h5ad"),
            List.of("ENSG00000141510", "ENSG00000198851.11"),
            new float[][] {{1, 2}},
            List.of("x"));
    refuses(
        () -> CorpusFixture.build(CorpusRequest.of(List.of(symbols, ids), out())),
        "symbols",
        "human Ensembl ids",
        "‹vocabulary›");
    CorpusInfo alone = CorpusFixture.build(CorpusRequest.of(List.of(ids), out()));
    assertThat(alone.organism()).contains("human");
  }

  private void refuses(ThrowingCallable action, String... words) {
    assertThatThrownBy(action)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("\n");
    assertThat(out()).doesNotExist();
  }
}

package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;

/** Two files whose cells have the same names, c0 to c29. */
@Tag("locale")
class CellSelectionTest {

  @TempDir Path folder;
  private Path a;
  private Path b;

  @BeforeEach
  void files() {
    a = file("a.h5ad", 100);
    b = file("b.h5ad", 500);
  }

  private Path file(String name, int first) {
    float[][] rows = new float[30][2];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new float[] {first + row, 1 + row % 3};
    }
    List<String> labels = IntStream.range(0, 30).mapToObj(i -> i < 20 ? "x" : "y").toList();
    return CorpusFixture.file(folder.resolve(name), List.of("A", "B"), rows, labels);
  }

  private CorpusRequest request(
      String out, Optional<String> where, List<Path> files, String... lines) throws IOException {
    Path list = Files.write(folder.resolve("list.txt"), List.of(lines));
    return new CorpusRequest(
        files,
        folder.resolve(out),
        true,
        CorpusRequest.Counts.DETECTED,
        CorpusRequest.Genes.UNION,
        new CorpusRequest.Cells(CellFilter.NONE, where, 1, List.of(), Optional.of(list)),
        0);
  }

  private List<String> built(CorpusRequest request, Progress progress) {
    CorpusBuilder.build(request, progress);
    try (Corpus corpus = Corpus.open(request.output())) {
      List<String> cells = new ArrayList<>();
      for (int row = 0; row < corpus.cells(); row++) {
        cells.add(corpus.source(row) + " " + corpus.sourceRow(row));
      }
      return cells.stream().sorted().toList();
    }
  }

  @Test
  void takesTheListedCellsAndNoOthers() throws IOException {
    List<String> said = new ArrayList<>();
    CorpusRequest request =
        request("out", Optional.empty(), List.of(a), "c3", "", "  c17 ", "c29", "c3", "gone");
    assertThat(built(request, new Listening(said))).containsExactly("0 17", "0 29", "0 3");
    assertThat(said).contains("selection: 1 of the 4 listed cells are in no input, such as 'gone'");
    Manifest manifest =
        Manifest.fromJson(Files.readString(request.output().resolve("manifest.json")));
    assertThat(manifest.inputs()).anyMatch(input -> input.path().endsWith("list.txt"));
    try (Corpus corpus = Corpus.open(request.output())) {
      assertThat(corpus.info().sources().getFirst().qc().notSelected()).isEqualTo(27);
      assertThat(corpus.info().settings().filter()).anyMatch(words -> words.contains("SHA-256"));
    }
  }

  @Test
  void aSourceTellsCellsOfOneNameApart() throws IOException {
    CorpusRequest request =
        request("out", Optional.empty(), List.of(a, b), "a.h5ad\tc3", "b.h5ad\tc4", "b.h5ad\tc5");
    assertThat(built(request, Progress.silent())).containsExactly("0 3", "1 4", "1 5");
    CorpusRequest unclear = request("two", Optional.empty(), List.of(a, b), "c3");
    assertThatThrownBy(() -> built(unclear, Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'c3' is in several inputs");
  }

  @Test
  void theQueryHoldsToo() throws IOException {
    CorpusRequest request =
        request("out", Optional.of("cell_type == 'y'"), List.of(a), "c3", "c20", "c25");
    assertThat(built(request, Progress.silent())).containsExactly("0 20", "0 25");
  }

  @Test
  void refusesAListOfNothing() throws IOException {
    CorpusRequest empty = request("out", Optional.empty(), List.of(a), "");
    assertThatThrownBy(() -> built(empty, Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lists no cell");
    CorpusRequest foreign = request("out", Optional.empty(), List.of(a), "d1", "d2");
    assertThatThrownBy(() -> built(foreign, Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none of the 2 cells")
        .hasMessageContaining("'d1'");
  }
}

package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;
import org.polysome.progress.Listening;

/**
 * Cells of labels that few cells have are left out: x, x, y, y, z, z of one file, x, w of another.
 */
@Tag("locale")
class CellIntakeTest extends SixCells {

  private final List<String> said = new ArrayList<>();

  private Path other() {
    return CorpusFixture.file(
        folder.resolve("other.h5ad"),
        List.of("A", "B"),
        new float[][] {{3, 4}, {5, 6}},
        List.of("x", "w"));
  }

  private List<String> built(
      Optional<String> where, Optional<Path> list, Map<String, Integer> minLabelCells) {
    CorpusRequest.Cells cells =
        new CorpusRequest.Cells(
            CellFilter.NONE, where, 1, List.of(), list, Optional.empty(), minLabelCells);
    CorpusRequest plain =
        request(List.of(file(), other()), out(), CorpusRequest.Genes.UNION, cells);
    CorpusBuilder.build(plain, new Listening(said));
    try (Corpus corpus = open()) {
      return IntStream.range(0, corpus.cells())
          .mapToObj(row -> corpus.source(row) + " " + corpus.sourceRow(row))
          .sorted()
          .toList();
    }
  }

  @Test
  void labelsAreCountedOverAllInputs() {
    assertThat(built(Optional.empty(), Optional.empty(), Map.of("cell_type", 3)))
        .containsExactly("0 0", "0 1", "1 0");
    assertThat(said)
        .contains(
            "cell_type: 3 of 4 labels are in fewer than 3 cells; their 5 cells are left out: w (1),"
                + " y (2), z (2)");
    try (Corpus corpus = open()) {
      CorpusInfo info = corpus.info();
      assertThat(info.settings().filter()).contains("cells per cell_type >= 3");
      CellReport first = info.sources().getFirst().qc();
      assertThat(first.rareLabel()).as("an empty one among them").contains(4);
      assertThat(first.notSelected() + first.empty()).isZero();
      assertThat(first.cells()).isEqualTo(6);
      assertThat(first.words()).contains("4 of a rare label");
      assertThat(info.sources().get(1).qc().rareLabel()).contains(1);
    }
  }

  /** Of a label that is common enough as a whole, too few are listed. */
  @Test
  void onlyCellsThatTheListAndTheQuerySelectAreCounted() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("list.txt"),
            """
            cells.h5ad\tc1
            cells.h5ad\tc2
            cells.h5ad\tc3
            cells.h5ad\tc4
            cells.h5ad\tc5
            other.h5ad\tc1
            """);
    Optional<String> where = Optional.of("cell_type != 'z'");
    assertThat(built(where, Optional.of(list), Map.of("cell_type", 2)))
        .containsExactly("0 2", "0 3");
    assertThat(said).anyMatch(line -> line.endsWith("are left out: w (1), x (1)"));
    try (Corpus corpus = open()) {
      CellReport first = corpus.info().sources().getFirst().qc();
      assertThat(first.notSelected()).isEqualTo(3);
      assertThat(first.rareLabel()).contains(1);
    }
  }

  @Test
  void everyColumnMustBeThere() {
    Path cells = file();
    assertThatThrownBy(
            () -> built(Optional.empty(), Optional.empty(), Map.of("tissue", 3, "cell_type", 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "‹min-label-cells›: obs of %s has no column 'tissue'; there are cell_type"
                .formatted(cells));
    assertThatThrownBy(() -> built(Optional.empty(), Optional.empty(), Map.of("cell_type", 0)))
        .isInstanceOf(UsageException.class)
        .hasMessage("min-label-cells: cell_type=0 is not at least 1");
  }
}

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;
import org.polysome.progress.Listening;
import org.polysome.provenance.Manifest;

/**
 * Sixteen cells, four each of a control, a perturbation that passes, one that fails and another.
 */
@Tag("locale")
class PhenoprintTest {

  private static final String HEAD = "input,embedding,perturbation,cells,statistic,p,passes,why\n";
  private static final String TABLE =
      HEAD
          + "s.h5ad,X_a,none,4,,,true,control\n"
          + "s.h5ad,X_a,strong,4,0.900000,0.010000,true,p <= 0.05\n"
          + "s.h5ad,X_a,weak,4,0.100000,0.200000,false,p > 0.05\n";
  private static final String OTHER = "s.h5ad,X_b,weak,4,0.800000,0.000000,true,p <= 0.05\n";

  @TempDir Path folder;
  private Path cells;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void file() {
    List<String> kinds = List.of("none", "strong", "weak", "new, one");
    float[][] rows = new float[16][2];
    List<String> labels = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new float[] {1 + row, 1 + row % 3};
      labels.add(kinds.get(row % 4));
    }
    cells = CorpusFixture.file(folder.resolve("s.h5ad"), List.of("A", "B"), rows, labels);
  }

  @Test
  void keepsWhatPassesAndControlsAndSaysWhy() throws IOException {
    Path corpus = build(TABLE, Optional.empty(), 0.05);
    assertThat(rows(corpus)).containsExactly(0, 1, 4, 5, 8, 9, 12, 13);
    assertThat(Files.readAllLines(corpus.resolve("phenoprint.csv")))
        .containsExactly(
            "perturbation,cells,kept,why",
            "none,4,true,control",
            "strong,4,true,p 0.01 <= 0.05",
            "\"new, one\",4,false,not in the table",
            "weak,4,false,p 0.2 > 0.05");
    assertThat(said)
        .contains(
            "phenoprint: 2 of 4 perturbations are kept, controls among them; phenoprint.csv says why");
    assertThat(Manifest.fromJson(Files.readString(corpus.resolve("manifest.json"))).inputs())
        .anyMatch(input -> input.path().endsWith("consistency.csv"));
    try (Corpus opened = Corpus.open(corpus)) {
      assertThat(opened.info().settings().filter())
          .singleElement()
          .asString()
          .startsWith("perturbations in cell_type with p <= 0.05 in the table with SHA-256 ");
      assertThat(opened.info().sources().getFirst().qc().notSelected()).isEqualTo(8);
    }
  }

  @Test
  void aMorePermissiveLevelKeepsMore() throws IOException {
    assertThat(rows(build(TABLE, Optional.empty(), 0.3))).hasSize(12);
  }

  @Test
  void ofSeveralEmbeddingsOneIsChosen() throws IOException {
    assertThat(rows(build(TABLE + OTHER, Optional.of("X_b"), 0.05))).containsExactly(2, 6, 10, 14);
    assertThatThrownBy(() -> build(TABLE + OTHER, Optional.empty(), 0.05))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("choose in which embedding of")
        .hasMessageContaining("X_a, X_b");
  }

  @Test
  void oneInputInWhichItPassesIsEnough() throws IOException {
    String again = "t.h5ad,X_a,weak,4,0.800000,0.040000,true,p <= 0.05\n";
    assertThat(rows(build(TABLE + again, Optional.empty(), 0.05))).hasSize(12);
  }

  @Test
  void anotherTableOrColumnIsRefused() {
    assertThatThrownBy(() -> build("gene,score\nA,1\n", Optional.empty(), 0.05))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no column 'embedding'; expected the consistency.csv");
    assertThatThrownBy(
            () ->
                build(HEAD + "s.h5ad,X_a,gone,4,0.9,0.01,true,p <= 0.05\n", Optional.empty(), 0.05))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no cell has in 'cell_type' a perturbation that passes");
    assertThatThrownBy(() -> new Phenoprint(cells, "perturbation", Optional.empty(), 5))
        .isInstanceOf(UsageException.class);
  }

  private Path build(String table, Optional<String> embedding, double level) throws IOException {
    Path file = Files.writeString(folder.resolve("consistency.csv"), table);
    var phenoprint = new Phenoprint(file, "cell_type", embedding, level);
    var chosen =
        new CorpusRequest.Cells(
            CellFilter.NONE,
            Optional.empty(),
            1,
            List.of(),
            Optional.empty(),
            Optional.of(phenoprint),
            Map.of());
    CorpusRequest request =
        new CorpusRequest(
            List.of(cells),
            folder.resolve("corpus"),
            true,
            CorpusRequest.Counts.DETECTED,
            CorpusRequest.Genes.UNION,
            chosen,
            0);
    CorpusBuilder.build(request, new Listening(said));
    return request.output();
  }

  private static List<Integer> rows(Path folder) {
    try (Corpus corpus = Corpus.open(folder)) {
      List<Integer> rows = new ArrayList<>();
      for (int row = 0; row < corpus.cells(); row++) {
        rows.add(corpus.sourceRow(row));
      }
      return rows.stream().sorted().toList();
    }
  }
}

package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.UsageException;
import org.polysome.provenance.Manifest;
import org.polysome.suite.clustering.ClusteringSuite;

@Tag("locale")
class EmbeddingChoiceTest {

  @TempDir Path folder;

  @Test
  void aTableIsJudgedAsTheSameEmbeddingOfTheFileIs() throws IOException {
    Path cells = new SmallData().write(folder.resolve("cells.h5ad"));
    Path table = folder.resolve("points.csv");
    try (AnnDataFile file = AnnDataFiles.open(cells)) {
      var points = file.embedding("X_good");
      StringBuilder text = new StringBuilder("cell,d1,d2,d3,d4\n");
      for (int cell = points.rows() - 1; cell >= 0; cell--) {
        text.append(file.obs().index().get(cell));
        for (int d = 0; d < 4; d++) {
          text.append(',').append(points.get(cell, d));
        }
        text.append('\n');
      }
      Files.writeString(table, text);
    }
    var settings =
        BenchmarkSettings.of("cell_type")
            .withBaselines(Baselines.NONE)
            .withEmbeddings(List.of("X_good", "mine=" + table));
    SuiteOutcome outcome =
        new SuiteRun(new ClusteringSuite(), settings)
            .judge(List.of(cells), List.of(), Manifest.start(List.of("test")));
    assertThat(numbers(outcome, "mine")).isNotEmpty().isEqualTo(numbers(outcome, "X_good"));
    assertThat(outcome.results().provenance().inputs()).hasSize(2);
  }

  private static List<String> numbers(SuiteOutcome outcome, String embedding) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(embedding))
        .map(row -> row.metric() + " " + row.value())
        .toList();
  }

  @Test
  void aPersonWritesAKeyOrANameAndAFile() {
    assertThat(EmbeddingChoice.parse("X_pca")).isEqualTo(EmbeddingChoice.of("X_pca"));
    assertThat(EmbeddingChoice.parse("mine=a=b.csv").table()).contains(Path.of("a=b.csv"));
    assertThatThrownBy(() -> EmbeddingChoice.parse("=a.csv"))
        .isInstanceOf(UsageException.class)
        .hasMessage("‹embedding› =a.csv: expected KEY or NAME=FILE");
    BenchmarkSettings settings = BenchmarkSettings.of("cell_type");
    assertThatThrownBy(() -> settings.withEmbeddings(List.of("a", "a=x.csv")))
        .isInstanceOf(UsageException.class)
        .hasMessage("‹embedding›: 'a' is named twice");
  }

  @Test
  void aNameThatTheFileHasOrAFileThatIsNotThereIsRefused() {
    Path cells = new SmallData().write(folder.resolve("cells.h5ad"));
    assertThatThrownBy(() -> judge(cells, "X_good=" + cells))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has an embedding of that name already");
    assertThatThrownBy(() -> judge(cells, "mine=" + folder.resolve("none.csv")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.csv does not exist");
  }

  @Test
  void columnsThatAreGenesAreInTheOrderOfTheGenes() throws IOException {
    Path cells = new SmallData().write(folder.resolve("cells.h5ad"));
    Path table = folder.resolve("corrected.tsv");
    StringBuilder text = new StringBuilder("cell");
    for (int gene = 39; gene >= 0; gene--) {
      text.append("\tgene").append(gene);
    }
    for (int cell = 0; cell < SmallData.CELLS; cell++) {
      text.append("\ncell").append(cell);
      for (int gene = 39; gene >= 0; gene--) {
        text.append('\t').append(100 * cell + gene);
      }
    }
    Files.writeString(table, text);
    try (AnnDataFile opened = AnnDataFiles.open(cells);
        AnnDataFile file =
            AnnDataFiles.withEmbeddings(opened, new TreeMap<>(Map.of("corrected", table)))) {
      assertThat(file.embeddings()).contains("X_good", "corrected");
      assertThat(file.dimensions("corrected")).isEqualTo(40);
      assertThat(file.embedding("corrected").get(2, 7)).isEqualTo(207);
    }
  }

  private static void judge(Path cells, String embedding) {
    var settings = BenchmarkSettings.of("cell_type").withEmbeddings(List.of(embedding));
    new SuiteRun(new ClusteringSuite(), settings)
        .judge(List.of(cells), List.of(), Manifest.start(List.of("test")));
  }
}

package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;

/** Stored corpora of versions before ({@code before/README.md}), against those of today. */
class CorpusFromBeforeTest {

  @TempDir private Path folder;

  static List<Path> versions() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("src", "test", "resources", "before"))) {
      List<Path> found = versions.filter(Files::isDirectory).sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void holdsWhatACorpusOfTheSameFileHoldsToday(Path version) {
    Path built = folder.resolve("corpus");
    CorpusBuilder.build(
        CorpusRequest.of(List.of(version.resolve("vectors.h5ad")), built), Progress.silent());
    try (Corpus before = Corpus.open(version.resolve("corpus"));
        Corpus today = Corpus.open(built)) {
      before.verify();
      assertThat(before.cells()).isEqualTo(today.cells()).isPositive();
      assertThat(before.vocabulary()).isEqualTo(today.vocabulary());
      assertThat(before.measured().row(0)).isEqualTo(today.measured().row(0));
      assertThat(before.obsColumns()).isEqualTo(today.obsColumns()).contains("cell_type", "batch");
      assertThat(before.varColumns()).isEqualTo(today.varColumns());
      for (int row = 0; row < before.cells(); row++) {
        Cell old = before.cell(row);
        assertThat(old.genes()).isEqualTo(today.cell(row).genes());
        assertThat(old.counts()).isEqualTo(today.cell(row).counts());
        assertThat(before.name(row)).isEqualTo(today.name(row));
        assertThat(before.contentHash(row)).isEqualTo(today.contentHash(row));
        for (String column : before.obsColumns()) {
          assertThat(before.obs(column).orElseThrow().text(row))
              .isEqualTo(today.obs(column).orElseThrow().text(row));
        }
      }
      assertThat(before.labels("cell_type").categories())
          .isEqualTo(today.labels("cell_type").categories());
    }
  }
}

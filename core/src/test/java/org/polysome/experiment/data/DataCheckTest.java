package org.polysome.experiment.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpus;
import org.polysome.train.TinyCorpus;

@Tag("locale")
class DataCheckTest {

  @TempDir static Path shared;
  private static Path built;

  /** 60 cells of 3 types in 4 batches, with 120 genes, from the file cells.h5ad. */
  @BeforeAll
  static void corpus() {
    built = TinyCorpus.write(shared, 60);
  }

  private static DataSet set(String keys) {
    String yaml = "description: d\nsets: [{name: s, %s}]".formatted(keys);
    return DataRecipe.read("mine", YamlReader.read(yaml, "mine.yaml")).set(Optional.empty());
  }

  private static List<String> counts(String keys) {
    try (Corpus corpus = Corpus.open(built)) {
      return DataCheck.counts(set(keys), corpus);
    }
  }

  @Test
  void whatAgreesIsSaid() {
    assertThat(
            counts(
                "label: cell_type, batch: batch, files: [{name: cells, cells: 60}], expected:"
                    + " {cells: 60, genes: 120, classes: 3}"))
        .containsExactly(
            "s: 60 cells, as expected", "s: 120 genes, as expected", "s: 3 classes, as expected");
  }

  @Test
  void whatDiffersIsSaidWithItsShare() {
    assertThat(
            counts(
                "label: cell_type, files: [{name: cells.h5ad, cells: 50}], expected: {cells: 1500,"
                    + " classes: 4}"))
        .containsExactly(
            "s: 60 cells where 1,500 are expected (-96.00 %)",
            "s: 3 classes where 4 are expected (-25.00 %)",
            "s: 60 cells of cells.h5ad where 50 are expected (+20.00 %)");
  }

  @Test
  void roundedNumbersAgreeWithinTheirRounding() {
    assertThat(counts("expected: {cells: 62, within: 0.04}"))
        .containsExactly("s: 60 cells, as expected");
    assertThat(counts("expected: {cells: 63, within: 0.04}"))
        .containsExactly("s: 60 cells where 63 are expected (-4.76 %)");
  }

  @Test
  void aColumnThatIsNotThereIsSaid() {
    assertThat(counts("label: type, batch: donor, expected: {classes: 3}"))
        .containsExactly("s: obs has no column 'type'", "s: obs has no column 'donor'");
    assertThat(counts("expected: {classes: 3}"))
        .containsExactly("s: 3 classes are expected, in a column the paper does not name");
    assertThat(counts("about: nothing is printed")).isEmpty();
  }

  @Test
  void filesAreMatchedByTheirNames() {
    DataSet two = set("files: [a1, b2.h5ad]");
    assertThat(DataCheck.files(two, List.of(Path.of("x/a1.h5ad"), Path.of("b2.h5ad")))).isEmpty();
    assertThat(DataCheck.files(two, List.of(Path.of("a1"), Path.of("a12.h5ad"))))
        .containsExactly("a12.h5ad is no file of s", "1 of 2 files of s are not given: b2.h5ad");
    assertThat(DataCheck.files(set("about: none"), List.of(Path.of("a1.h5ad")))).isEmpty();
  }
}

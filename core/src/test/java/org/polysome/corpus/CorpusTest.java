package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.Cell;

@Tag("locale")
class CorpusTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void buildOne() {
    CorpusFixture.corpus(shared, CorpusFixture.simulated(shared, "a.h5ad", 900, 5)).close();
  }

  @Test
  void holdsEveryCellOfItsInputs() {
    Path a = CorpusFixture.simulated(folder, "a.h5ad", 700, 1);
    Path b = CorpusFixture.simulated(folder, "b.h5ad", 300, 2);
    try (Corpus corpus = CorpusFixture.corpus(folder, a, b);
        AnnDataFile first = AnnDataFiles.open(a);
        AnnDataFile second = AnnDataFiles.open(b)) {
      assertThat(corpus.cells()).isEqualTo(1000);
      assertThat(corpus.vocabulary().names()).isSorted();
      List<AnnDataFile> files = List.of(first, second);
      boolean[][] seen = {new boolean[700], new boolean[300]};
      for (int row = 0; row < corpus.cells(); row++) {
        int source = corpus.source(row);
        int sourceRow = corpus.sourceRow(row);
        assertThat(seen[source][sourceRow]).isFalse();
        seen[source][sourceRow] = true;
        AnnDataFile file = files.get(source);
        assertThat(text(corpus, corpus.cell(row))).isEqualTo(text(file, sourceRow));
        assertThat(corpus.contentHash(row)).isEqualTo(corpus.cell(row).contentHash());
        assertThat(corpus.name(row))
            .isEqualTo((source == 0 ? "a.h5ad:" : "b.h5ad:") + file.obs().index().get(sourceRow));
      }
      Column type = corpus.obs("cell_type").orElseThrow();
      Column size = corpus.obs("library_size").orElseThrow();
      for (int row = 0; row < corpus.cells(); row++) {
        AnnDataFile file = files.get(corpus.source(row));
        for (String name : List.of("cell_type", "library_size")) {
          assertThat((name.equals("cell_type") ? type : size).text(row))
              .isEqualTo(file.obs().column(name).orElseThrow().text(corpus.sourceRow(row)));
        }
      }
      assertThat(corpus.obsColumns()).contains("cell_type", "batch", "library_size");
      LabelColumn labels = corpus.labels("cell_type");
      assertThat(labels.categories()).containsExactly("type1", "type2", "type3");
      assertThat(corpus.labels("cell_type", new int[] {5, 3}))
          .containsExactly(labels.codes()[5], labels.codes()[3]);
      corpus.verify();
    }
  }

  @Test
  void cellsComeInTheOrderOfTheirHash() {
    try (Corpus corpus =
        CorpusFixture.corpus(folder, CorpusFixture.simulated(folder, "a.h5ad", 500, 3))) {
      long previous = 0;
      for (int row = 0; row < corpus.cells(); row++) {
        long order =
            Seeds.of(
                0, Seeds.of("corpus order"), corpus.contentHash(row), 0, corpus.sourceRow(row));
        assertThat(Long.compareUnsigned(previous, order)).isNegative();
        previous = order;
      }
    }
  }

  @Test
  void twoBuildsAreTheSameToTheByte() throws IOException {
    Path a = CorpusFixture.simulated(folder, "a.h5ad", 300, 4);
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    for (Path out : List.of(one, two)) {
      CorpusFixture.build(CorpusRequest.of(List.of(a), out));
    }
    try (Stream<Path> files = Files.walk(one)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("manifest.json")) {
          assertThat(two.resolve(one.relativize(file))).hasSameBinaryContentAs(file);
        }
      }
    }
    assertThat(one.resolve("spill")).doesNotExist();
  }

  @Test
  void countsAreStoredInTheNarrowestTypeThatHoldsThem() {
    float[] largest = {255, 256, 65_535, 65_536, 16_777_216};
    String[] types = {"|u1", "<u2", "<u2", "<u4", "<u4"};
    for (int i = 0; i < largest.length; i++) {
      assertThat(CellArraysWriter.countType(largest[i], false).descr()).isEqualTo(types[i]);
      Path file =
          CorpusFixture.file(
              folder.resolve("counts" + i + ".h5ad"),
              List.of("A", "B"),
              new float[][] {{1, largest[i]}, {0, 7}},
              List.of("x", "y"));
      Path sub = folder.resolve("sub" + i);
      try (Corpus corpus = CorpusFixture.corpus(sub, file)) {
        float[] counts = corpus.cell(corpus.sourceRow(0) == 0 ? 0 : 1).counts();
        assertThat(counts).containsExactly(1, largest[i]);
        assertThat(corpus.info().largestCount()).isEqualTo(largest[i]);
      }
    }
  }

  @Test
  void inputsWithDifferentGenesMeasureDifferentGenes() {
    Path a =
        CorpusFixture.file(
            folder.resolve("a.h5ad"),
            List.of("TP53", "CD3E"),
            new float[][] {{1, 2}},
            List.of("x"));
    Path b =
        CorpusFixture.file(
            folder.resolve("b.h5ad"),
            List.of("GAPDH", "CD3E"),
            new float[][] {{5, 0}},
            List.of("y"));
    try (Corpus corpus = CorpusFixture.corpus(folder, a, b)) {
      assertThat(corpus.vocabulary().names()).containsExactly("CD3E", "GAPDH", "TP53");
      assertThat(corpus.measured().row(0)).hasToString("{0, 2}");
      assertThat(corpus.measured().row(1)).hasToString("{0, 1}");
      assertThat(corpus.info().sources())
          .extracting(SourceInfo::genesMeasured)
          .containsExactly(2, 2);
      assertThat(corpus.labels("cell_type").categories()).containsExactly("x", "y");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "indptr.npy, truncate",
    "indices.npy, truncate",
    "counts.npy, truncate",
    "counts.npy, lengthen",
    "counts.npy, head",
    "content.npy, tail",
    "source.npy, delete",
    "measured.npy, head",
    "vocabulary.txt, tail",
    "obs/cell_type.npy, truncate",
    "obs/cell_type.categories.json, tail",
    "obs/_index.npy, delete"
  })
  void damageIsDetectedAtOpening(String name, String damage) throws IOException {
    Path corpus = copy();
    Path file = corpus.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "truncate" -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
      case "lengthen" -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 8));
      case "head" -> flip(file, bytes, 0);
      case "tail" -> flip(file, bytes, bytes.length - 2);
      default -> Files.delete(file);
    }
    assertThatThrownBy(() -> Corpus.open(corpus))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void damageInTheMiddleIsDetectedByVerify() throws IOException {
    copy();
    Path counts = folder.resolve("corpus/counts.npy");
    byte[] bytes = Files.readAllBytes(counts);
    flip(counts, bytes, bytes.length / 2);
    try (Corpus corpus = Corpus.open(folder.resolve("corpus"))) {
      assertThatThrownBy(corpus::verify)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("counts.npy");
    }
  }

  @Test
  void aNewerSchemaNamesTheVersionToInstall() throws IOException {
    copy();
    Path json = folder.resolve("corpus/corpus.json");
    String text = Files.readString(json);
    Files.writeString(
        json,
        text.replaceFirst("\"schema\" : 1", "\"schema\" : 2")
            .replaceFirst("\"polysome\" : \"[^\"]*\"", "\"polysome\" : \"9.8.7\""));
    assertThatThrownBy(() -> Corpus.open(folder.resolve("corpus")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("schema 2")
        .hasMessageContaining("install polysome 9.8.7 or newer");
    Files.writeString(json, "{\"format\": \"something else\"}");
    assertThatThrownBy(() -> Corpus.open(folder.resolve("corpus")))
        .hasMessageContaining("is not the description of a corpus");
    Files.writeString(json, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> Corpus.open(folder.resolve("corpus")))
        .isInstanceOf(DataException.class);
  }

  @Test
  void whatIsNoCorpusIsSaid() {
    assertThatThrownBy(() -> Corpus.open(folder.resolve("nowhere")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no corpus");
    assertThatThrownBy(() -> Corpus.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not a corpus");
  }

  @Test
  void labelsThatAreNotThereAreNamed() {
    try (Corpus corpus = Corpus.open(shared.resolve("corpus"))) {
      assertThatThrownBy(() -> corpus.labels("celltype"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("'celltype'")
          .hasMessageContaining("cell_type, batch");
    }
  }

  private Path copy() throws IOException {
    Path from = shared.resolve("corpus");
    Path to = folder.resolve("corpus");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }

  private static void flip(Path file, byte[] bytes, int at) throws IOException {
    bytes[at] ^= 0x55;
    Files.write(file, bytes);
  }

  private static String text(Corpus corpus, Cell cell) {
    return IntStream.range(0, cell.size())
        .mapToObj(i -> corpus.vocabulary().name(cell.genes()[i]) + "=" + cell.counts()[i])
        .toList()
        .toString();
  }

  private static String text(AnnDataFile file, int row) {
    CsrMatrix cell = file.matrix(AnnDataFile.X).rows(row, row + 1);
    return IntStream.range(0, cell.entries())
        .mapToObj(
            i -> file.var(AnnDataFile.X).index().get(cell.indices()[i]) + "=" + cell.values()[i])
        .sorted()
        .toList()
        .toString();
  }
}

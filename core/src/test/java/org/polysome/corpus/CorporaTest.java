package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.TokenBatch;

/** Several corpora beside one corpus that is built from all of their files: the slow way. */
class CorporaTest {

  private static final long SEED = 20261121;
  private static final List<String> OWN = List.of("AAA1", "KKK1", "ZZZ1");

  @TempDir Path folder;
  private Path first;
  private Path second;

  /** A simulated file and one with half of its genes in another order, and some of its own. */
  @BeforeEach
  void files() throws IOException {
    first = CorpusFixture.simulated(folder, "a.h5ad", 150, SEED);
    List<String> names;
    try (Corpus corpus = build("names", first)) {
      names = new ArrayList<>(corpus.vocabulary().names().subList(0, 100));
    }
    names.addAll(OWN);
    Random random = new Random(SEED);
    java.util.Collections.shuffle(names, random);
    float[][] rows = new float[80][names.size()];
    for (float[] row : rows) {
      for (int gene = 0; gene < row.length; gene++) {
        row[gene] = random.nextInt(3) == 0 ? 1 + (int) Math.pow(400, random.nextDouble()) : 0;
      }
      row[0] = 1;
    }
    List<String> labels =
        IntStream.range(0, rows.length).mapToObj(i -> i % 5 == 0 ? "other" : "type1").toList();
    second = CorpusFixture.file(folder.resolve("b.h5ad"), names, rows, labels);
  }

  private Path folder(String name) {
    return folder.resolve(name);
  }

  private Corpus build(String name, Path... files) {
    CorpusFixture.build(CorpusRequest.of(List.of(files), folder(name)));
    return Corpus.open(folder(name));
  }

  /** With the genes in an order of their own. */
  private void buildShuffled(String name, Path file) throws IOException {
    List<String> names;
    try (Corpus plain = build(name + "-plain", file)) {
      names = new ArrayList<>(plain.vocabulary().names());
    }
    java.util.Collections.shuffle(names, new Random(SEED + 1));
    Path list = folder(name + ".txt");
    Files.write(list, names);
    CorpusRequest.Genes genes =
        new CorpusRequest.Genes(Optional.of(list), Optional.empty(), 0, Optional.empty());
    build(name, file, genes);
  }

  private void build(String name, Path file, CorpusRequest.Genes genes) {
    CorpusFixture.build(
        new CorpusRequest(
            List.of(file),
            folder(name),
            false,
            CorpusRequest.Counts.DETECTED,
            genes,
            CorpusRequest.Cells.ALL,
            0));
  }

  @Test
  void severalAreOneCorpusOfAllTheirFiles() throws IOException {
    build("one", first).close();
    build("two", second).close();
    buildShuffled("shuffled", second);
    try (Corpus whole = build("whole", first, second)) {
      for (String other : List.of("two", "shuffled")) {
        try (Corpora joined = Corpora.open(List.of(folder("one"), folder(other)))) {
          assertSame(joined, whole);
        }
      }
    }
  }

  private static void assertSame(Corpora joined, Corpus whole) {
    assertThat(joined.vocabulary()).isEqualTo(whole.vocabulary());
    assertThat(joined.measured().toBytes()).isEqualTo(whole.measured().toBytes());
    assertThat(joined.cells()).isEqualTo(whole.cells());
    assertThat(described(joined.cells(), row -> words(joined, row)))
        .isEqualTo(described(whole.cells(), row -> words(whole, row)));
    for (String column : List.of("n_cells", "total_counts")) {
      assertThat(texts(joined.var(column).orElseThrow()))
          .isEqualTo(texts(whole.var(column).orElseThrow()));
    }
  }

  private static List<Double> texts(Column column) {
    return IntStream.range(0, column.length())
        .mapToObj(i -> Double.valueOf(column.text(i).orElseThrow()))
        .toList();
  }

  private static List<String> described(int cells, IntFunction<String> words) {
    return IntStream.range(0, cells).mapToObj(words).sorted().toList();
  }

  private static String words(Corpora cells, int row) {
    CellBuffer cell = new CellBuffer();
    cells.read(row, cell);
    assertThat(cells.contentHash(row)).isEqualTo(cell.contentHash());
    assertThat(cells.source(row)).isEqualTo(cell.source());
    assertThat(cells.genesSeen(row)).isEqualTo(cell.size());
    return words(cell, cells.name(row), label(cells.labels("cell_type"), row))
        + label(cells.labels("batch"), row);
  }

  private static String words(Corpus cells, int row) {
    CellBuffer cell = new CellBuffer();
    cells.read(row, cell);
    return words(cell, cells.name(row), label(cells.labels("cell_type"), row))
        + label(cells.labels("batch"), row);
  }

  private static String words(CellBuffer cell, String name, String label) {
    return "%s %s %d %d %s %s "
        .formatted(
            name,
            label,
            cell.source(),
            cell.contentHash(),
            Arrays.toString(Arrays.copyOf(cell.genes(), cell.size())),
            Arrays.toString(Arrays.copyOf(cell.counts(), cell.size())));
  }

  private static String label(LabelColumn labels, int row) {
    int code = labels.codes()[row];
    return code == TokenBatch.NO_LABEL ? "(missing)" : labels.categories().get(code);
  }

  @Test
  void aColumnThatACorpusLacksIsMissingThere() {
    build("one", first).close();
    build("two", second).close();
    try (Corpora joined = Corpora.open(List.of(folder("one"), folder("two")))) {
      assertThat(joined.obsColumns()).contains("batch", "cell_type").doesNotHaveDuplicates();
      int[] codes = joined.labels("batch").codes();
      assertThat(Arrays.copyOfRange(codes, 0, 150)).doesNotContain(TokenBatch.NO_LABEL);
      assertThat(Arrays.copyOfRange(codes, 150, 230)).containsOnly(TokenBatch.NO_LABEL);
      assertThat(joined.obs("donor")).isEmpty();
      assertThatThrownBy(() -> joined.labels("donor"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("no column 'donor'")
          .hasMessageContaining(folder("two").toString());
    }
  }

  @Test
  void oneCorpusIsItself() {
    try (Corpus alone = build("one", first);
        Corpora same = Corpora.open(List.of(folder("one")))) {
      assertThat(same.vocabulary()).isEqualTo(alone.vocabulary());
      assertThat(same.obs("cell_type").orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(alone.obs("cell_type").orElseThrow());
      for (int row = 0; row < alone.cells(); row++) {
        assertThat(words(same, row)).isEqualTo(words(alone, row));
      }
      int[] rows = IntStream.range(0, alone.cells()).filter(row -> row % 3 > 0).toArray();
      assertThat(same.sample(rows, 20)).containsExactly(Arrays.copyOf(rows, 20));
      assertThat(same.sample(rows, 1000)).containsExactly(rows);
    }
  }

  @Test
  void aSampleHasItsShareOfEach() {
    build("one", first).close();
    build("two", second).close();
    try (Corpora joined = Corpora.open(List.of(folder("one"), folder("two")))) {
      int[] all = IntStream.range(0, joined.cells()).toArray();
      int[] expected =
          IntStream.concat(IntStream.range(0, 15), IntStream.range(150, 158)).toArray();
      assertThat(joined.sample(all, 23)).containsExactly(expected);
      assertThat(joined.byCorpus(new int[] {3, 149, 150, 229}))
          .containsExactly(new int[] {3, 149}, new int[] {150, 229});
    }
  }

  @Test
  void refusesOtherOrganismsAndOtherNames() {
    build("human", second, organism("human"));
    build("mouse", second, organism("mouse"));
    build("open", second, CorpusRequest.Genes.UNION);
    Corpora.open(List.of(folder("open"), folder("mouse"))).close();
    assertThatThrownBy(
            () -> Corpora.open(List.of(folder("open"), folder("human"), folder("mouse"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("different organisms: human (" + folder("human"))
        .hasMessageContaining("mouse (");
    Path ids =
        CorpusFixture.file(
            folder("ids.h5ad"),
            List.of("ENSG00000000001", "ENSG00000000002"),
            new float[][] {{1, 200}},
            List.of("x"));
    build("ids", ids, CorpusRequest.Genes.UNION);
    assertThatThrownBy(() -> Corpora.open(List.of(folder("open"), folder("ids"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name genes differently: symbols (")
        .hasMessageContaining("human Ensembl ids (");
  }

  private static CorpusRequest.Genes organism(String name) {
    return new CorpusRequest.Genes(Optional.empty(), Optional.empty(), 0, Optional.of(name));
  }

  @Test
  void theVocabularyOfAllIsKeptInItsOrder() throws IOException {
    buildShuffled("x", second);
    try (Corpora joined = Corpora.open(List.of(folder("x"), folder("x")))) {
      assertThat(joined.vocabulary()).isEqualTo(Vocabulary.read(folder("x.txt")));
    }
  }
}

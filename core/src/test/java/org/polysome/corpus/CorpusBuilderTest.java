package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CellFilter;

@Tag("locale")
class CorpusBuilderTest extends SixCells {

  @Test
  void filtersCellsAndCountsWhy() {
    CellFilter filter =
        new CellFilter(
            Optional.of(6.0),
            Optional.of(15.0),
            Optional.of(2),
            Optional.empty(),
            Optional.of(0.5));
    CorpusInfo info = build(new CorpusRequest.Cells(filter, Optional.empty(), 1));
    CellReport qc = info.sources().getFirst().qc();
    assertThat(qc.cells()).isEqualTo(6);
    assertThat(qc.fewCounts()).as("5 0 0 0 and 0 0 0 0").isEqualTo(2);
    assertThat(qc.manyCounts()).as("0 7 8 1").isEqualTo(1);
    assertThat(qc.mitochondrial()).as("1 0 0 9").isEqualTo(1);
    assertThat(qc.kept()).isEqualTo(2);
    assertThat(qc.meanCounts()).isEqualTo(7);
    assertThat(qc.meanGenes()).isEqualTo(3.5);
    assertThat(info.settings().filter()).contains("counts >= 6.0");
  }

  @Test
  void groupsAreEquallyLargeWhereTheyCan() {
    CorpusInfo info =
        build(
            new CorpusRequest.Cells(CellFilter.NONE, Optional.empty(), 0.6, List.of("cell_type")));
    assertThat(info.cells()).as("0.6 of the 5 cells that have counts").isEqualTo(3);
    assertThat(info.settings().filter()).contains("equally many of each cell_type");
    try (Corpus corpus = Corpus.open(folder.resolve("corpus"))) {
      assertThat(corpus.labels("cell_type").codes()).doesNotHaveDuplicates().hasSize(3);
    }
  }

  /** Reports of earlier versions know nothing of ribosomal counts and rare labels. */
  @Test
  void aReportOfAnEarlierVersionIsRead() throws IOException {
    build(CorpusRequest.Cells.ALL);
    Path info = out().resolve(CorpusFormat.INFO);
    String text = Files.readString(info);
    String without = text.replaceAll("\\s*\"(ribosomal|rare_label)\" : 0,", "");
    assertThat(text.length() - without.length()).isGreaterThan(40);
    Files.writeString(info, without);
    try (Corpus corpus = open()) {
      CellReport qc = corpus.info().sources().getFirst().qc();
      assertThat(qc.ribosomal()).isEmpty();
      assertThat(qc.rareLabel()).isEmpty();
    }
  }

  @Test
  void anEmptyCellIsLeftOutAndCounted() {
    CorpusInfo info = build(CorpusRequest.Cells.ALL);
    assertThat(info.cells()).isEqualTo(5);
    assertThat(info.sources().getFirst().qc().empty()).isEqualTo(1);
  }

  @Test
  void keepsWhatTheQuerySelects() {
    build(new CorpusRequest.Cells(CellFilter.NONE, Optional.of("cell_type in ('x', 'z')"), 1));
    try (Corpus corpus = open()) {
      assertThat(names(corpus)).containsExactlyInAnyOrder("c0", "c1", "c4");
      assertThat(corpus.info().sources().getFirst().qc().notSelected()).isEqualTo(2);
      assertThat(corpus.info().settings().where()).contains("cell_type in ('x', 'z')");
    }
  }

  @Test
  void aFractionIsDrawnByContentAndNested() {
    Path file = CorpusFixture.simulated(folder, "s.h5ad", 2000, 3);
    Set<String> fifth = kept(file, 0.2);
    Set<String> half = kept(file, 0.5);
    // 400 and 1,000 expected with standard deviations of 18 and 22.
    assertThat(fifth.size()).isBetween(310, 490);
    assertThat(half.size()).isBetween(890, 1110);
    assertThat(half).containsAll(fifth);
  }

  private Set<String> kept(Path file, double fraction) {
    Path out = folder.resolve("f" + fraction);
    CorpusFixture.build(
        request(
            List.of(file),
            out,
            CorpusRequest.Genes.UNION,
            new CorpusRequest.Cells(CellFilter.NONE, Optional.empty(), fraction)));
    try (Corpus corpus = Corpus.open(out)) {
      return Set.copyOf(names(corpus));
    }
  }

  @Test
  void rareGenesAreLeftOutOfTheVocabulary() {
    CorpusFixture.build(
        request(
            List.of(file()),
            out(),
            new CorpusRequest.Genes(Optional.empty(), Optional.empty(), 4, Optional.of("mouse")),
            CorpusRequest.Cells.ALL));
    try (Corpus corpus = open()) {
      assertThat(corpus.vocabulary().names()).containsExactly("A");
      assertThat(corpus.info().organism()).contains("mouse");
      assertThat(corpus.cells()).as("cells that still have a gene").isEqualTo(4);
    }
  }

  /** Of the counts in the six cells, one of them empty. */
  @Test
  void genesThatVaryLittleAreLeftOut() {
    // A: 5 1 1 0 2 0, mean 1.5, variance 35/6 - 2.25; B: 0 2 0 7 2 0, variance 57/6 - (11/6)^2.
    double ofA = (31 / 6.0 - 2.25) / 1.5;
    double ofB = (57 / 6.0 - 121 / 36.0) / (11 / 6.0);
    assertThat(varying((ofA + ofB) / 2)).containsExactly("B", "C", "MT-X");
    assertThat(varying(ofA - 1e-9)).containsExactly("A", "B", "C", "MT-X");
    assertThatThrownBy(() -> varying(100))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("‹min-dispersion›");
  }

  private List<String> varying(double dispersion) {
    Path out = folder.resolve("d" + dispersion);
    CorpusRequest.Genes genes =
        new CorpusRequest.Genes(
            Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty(), dispersion);
    CorpusFixture.build(request(List.of(file()), out, genes, CorpusRequest.Cells.ALL));
    try (Corpus corpus = Corpus.open(out)) {
      return corpus.vocabulary().names();
    }
  }

  @Test
  void genesAreChosenByAQuery() {
    Column types =
        new Column.Categorical(new int[] {1, 0, -1}, List.of("lncRNA", "protein_coding"), false);
    Path typed =
        CorpusFixture.file(
            folder.resolve("typed.h5ad"),
            new Frame("_index", List.of("A", "B", "C"), Map.of("feature_type", types)),
            new float[][] {{1, 2, 3}, {0, 4, 5}, {6, 0, 0}},
            List.of("x", "y", "z"));
    String query = "feature_type == 'protein_coding'";
    CorpusRequest.Genes genes = genesWhere(query, Optional.empty());
    CorpusInfo info =
        CorpusFixture.build(request(List.of(typed), out(), genes, CorpusRequest.Cells.ALL));
    assertThat(info.settings().filter()).contains("genes with " + query);
    assertThat(info.cells()).as("cells that show a gene of the kind").isEqualTo(2);
    try (Corpus corpus = open()) {
      assertThat(corpus.vocabulary().names()).containsExactly("A");
    }
    assertThatThrownBy(() -> genesWhere("index == 'A'", Optional.of(Path.of("v.txt"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("vocabulary");
    Path other = folder.resolve("other");
    assertThatThrownBy(
            () ->
                CorpusFixture.build(
                    request(List.of(file()), other, genes, CorpusRequest.Cells.ALL)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("var has no column 'feature_type'");
  }

  private static CorpusRequest.Genes genesWhere(String query, Optional<Path> vocabulary) {
    return new CorpusRequest.Genes(
        vocabulary, Optional.empty(), 0, Optional.empty(), Optional.of(query), 0);
  }

  @Test
  void aGivenVocabularyIsKeptAsItIs() throws IOException {
    Path vocabulary = Files.writeString(folder.resolve("v.txt"), "C\nUNSEEN\nA\n");
    CorpusFixture.build(
        request(
            List.of(file()),
            out(),
            new CorpusRequest.Genes(Optional.of(vocabulary), Optional.empty(), 0, Optional.empty()),
            CorpusRequest.Cells.ALL));
    try (Corpus corpus = open()) {
      assertThat(corpus.vocabulary().names()).containsExactly("C", "UNSEEN", "A");
      assertThat(corpus.measured().row(0)).hasToString("{0, 2}");
      assertThat(corpus.info().sources().getFirst().genesUnknown()).isEqualTo(2);
    }
  }

  @Test
  void aMergedFileKeepsItsSources() {
    Path file = folder.resolve("merged.h5ad");
    Column.Categorical plate =
        new Column.Categorical(new int[] {1, 0, 1}, List.of("p1", "p2"), false);
    Frame obs = new Frame("_index", List.of("a", "b", "c"), Map.of("plate", plate));
    try (H5adWriter writer =
        H5adWriter.create(file, obs, new Frame("_index", List.of("A", "B"), Map.of()), false)) {
      writer
          .matrix(AnnDataFile.X)
          .append(
              new CsrMatrix(
                  3, 2, new int[] {0, 1, 2, 4}, new int[] {0, 1, 0, 1}, new float[] {1, 2, 3, 4}));
      writer.measured(
          new MeasuredGenes(
              "plate",
              List.of("p1", "p2"),
              List.of(
                  java.util.BitSet.valueOf(new long[] {0b10}),
                  java.util.BitSet.valueOf(new long[] {0b11}))));
      writer.finish();
    }
    CorpusFixture.build(CorpusRequest.of(List.of(file), out()));
    try (Corpus corpus = open()) {
      assertThat(corpus.info().sources())
          .extracting(SourceInfo::name)
          .containsExactly("merged.h5ad:p1", "merged.h5ad:p2");
      assertThat(corpus.measured().row(0)).hasToString("{1}");
      assertThat(corpus.measured().row(1)).hasToString("{0, 1}");
      Map<String, Integer> sources =
          IntStream.range(0, 3).boxed().collect(Collectors.toMap(corpus::name, corpus::source));
      assertThat(sources).isEqualTo(Map.of("a", 1, "b", 0, "c", 1));
    }
  }

  private static List<String> names(Corpus corpus) {
    return IntStream.range(0, corpus.cells()).mapToObj(corpus::name).toList();
  }
}

package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.Orientation;
import org.polysome.anndata.SameFrame;
import org.polysome.fault.Cancellation;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.GeneJoin;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;

@Tag("locale")
class ConverterTest {

  private static final String PLATES = "A_labelled/sc_mixology/sc_celseq2_5cl_p%d.%s.csv.gz";

  @TempDir Path folder;

  @Test
  void threePlatesBecomeOneFile() {
    List<Path> counts = IntStream.of(1, 2, 3).mapToObj(p -> plate(p, "count")).toList();
    List<Path> cells = IntStream.of(1, 2, 3).mapToObj(p -> plate(p, "metadata")).toList();
    Path output = folder.resolve("plates.h5ad");
    Listening said = new Listening(new ArrayList<>());
    Converter.convert(
        new Conversion(
            counts,
            cells,
            output,
            GeneJoin.Kind.OUTER,
            Optional.of("plate"),
            Orientation.DETECTED,
            Optional.empty(),
            Optional.empty(),
            false),
        said);
    assertThat(said.said()).anyMatch(l -> l.contains("893 cells have a name that another input"));
    try (AnnDataFile merged = AnnDataFiles.open(output)) {
      assertThat(merged.obs().rows()).isEqualTo(909);
      assertThat(merged.obs().index()).doesNotHaveDuplicates().contains("sc_celseq2_5cl_p3:p1_A1");
      Column.Categorical line =
          (Column.Categorical) merged.obs().column("cell_line_demuxlet").orElseThrow();
      assertThat(line.categories()).hasSize(5);
      MeasuredGenes measured = merged.measured().orElseThrow();
      assertThat(measured.sourceKey()).isEqualTo("plate");
      assertThat(measured.genes().stream().map(java.util.BitSet::cardinality))
          .containsExactly(15564, 14078, 13426);
      assertThat(merged.obs().column("plate").orElseThrow().text(300))
          .contains("sc_celseq2_5cl_p2");
      CsrMatrix x = merged.matrix("X").rows(0, 909);
      double sum = IntStream.range(0, x.entries()).mapToDouble(i -> x.values()[i]).sum();
      assertThat(sum).isEqualTo(9783530.0 + 7347615.0 + 5546889.0);
    }
  }

  @Test
  void theNumbersOfAMergeAreThoseOfItsInputs() throws IOException {
    Path one = write("one.csv", "cell,ACTB,TP53,GAPDH,TP53\na,1,2,3,4\nb,0,0,5,1\n");
    Path two = write("two.csv", "cell,GAPDH,ACTB,MYC\na,7,8,9\nc,0,6,0\n");
    Path outer = folder.resolve("outer.h5ad");
    Converter.convert(merge(List.of(one, two), outer, GeneJoin.Kind.OUTER), Progress.silent());
    assertThat(dense(outer))
        .isDeepEqualTo(new float[][] {{1, 6, 3, 0}, {0, 1, 5, 0}, {8, 0, 7, 9}, {6, 0, 0, 0}});
    try (AnnDataFile merged = AnnDataFiles.open(outer)) {
      assertThat(merged.var("X").index()).containsExactly("ACTB", "TP53", "GAPDH", "MYC");
      assertThat(merged.obs().index()).containsExactly("one:a", "b", "two:a", "c");
      assertThat(merged.measured().orElseThrow().genes().get(0).stream()).containsExactly(0, 1, 2);
      assertThat(merged.measured().orElseThrow().genes().get(1).stream()).containsExactly(0, 2, 3);
    }
    Path inner = folder.resolve("inner.h5ad");
    Converter.convert(merge(List.of(one, two), inner, GeneJoin.Kind.INNER), Progress.silent());
    assertThat(dense(inner)).isDeepEqualTo(new float[][] {{1, 3}, {0, 5}, {8, 7}, {6, 0}});
    try (AnnDataFile merged = AnnDataFiles.open(inner)) {
      assertThat(merged.measured()).isEmpty();
      assertThat(merged.obs().column("source").orElseThrow().text(3)).contains("two");
    }
  }

  @Test
  void aMergeOfAMergeKeepsWhatEachFirstSourceMeasured() throws IOException {
    Path one = write("one.csv", "cell,ACTB,TP53\na,1,2\n");
    Path two = write("two.csv", "cell,ACTB,MYC\nb,7,8\n");
    Path three = write("three.csv", "cell,MYC,GATA1\nc,1,1\n");
    Path both = folder.resolve("both.h5ad");
    Converter.convert(merge(List.of(one, two), both, GeneJoin.Kind.OUTER), Progress.silent());
    Path all = folder.resolve("all.h5ad");
    Converter.convert(merge(List.of(both, three), all, GeneJoin.Kind.OUTER), Progress.silent());
    try (AnnDataFile merged = AnnDataFiles.open(all)) {
      assertThat(merged.var("X").index()).containsExactly("ACTB", "TP53", "MYC", "GATA1");
      MeasuredGenes measured = merged.measured().orElseThrow();
      assertThat(measured.sources()).containsExactly("both/one", "both/two", "three");
      assertThat(measured.genes().get(0).stream()).containsExactly(0, 1);
      assertThat(measured.genes().get(1).stream()).containsExactly(0, 2);
      assertThat(measured.genes().get(2).stream()).containsExactly(2, 3);
      assertThat(merged.obs().column("source").orElseThrow().text(1)).contains("both/two");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F_odd/anndata_v0.5.0.h5ad",
        "F_odd/anndata_v0.7.8.h5ad",
        "F_odd/anndataR_example.h5ad",
        "A_labelled/scvi_pbmc_10k_protein_v3.h5ad",
        "F_odd/scanpy_10x_v3_mtx",
      })
  void oneInputIsRewrittenWithAllThatIsReadOfIt(String name) {
    Path input = SharedData.data(name);
    Path output = folder.resolve("out.h5ad");
    Converter.convert(Conversion.of(List.of(input), output), Progress.silent());
    try (AnnDataFile before = AnnDataFiles.open(input);
        AnnDataFile after = AnnDataFiles.open(output)) {
      assertThat(after.matrices()).containsExactlyInAnyOrderElementsOf(before.matrices());
      for (String matrix : before.matrices()) {
        int rows = before.obs().rows();
        CsrMatrix written = after.matrix(matrix).rows(0, rows);
        CsrMatrix read = before.matrix(matrix).rows(0, rows);
        assertThat(written.indptr()).isEqualTo(read.indptr());
        assertThat(written.indices()).isEqualTo(read.indices());
        assertThat(written.values()).isEqualTo(read.values());
        assertThat(after.var(matrix).index()).isEqualTo(before.var(matrix).index());
      }
      SameFrame.assertSame(after.obs(), before.obs());
      assertThat(after.embeddings()).containsExactlyInAnyOrderElementsOf(before.embeddings());
    }
  }

  @Test
  void anotherMatrixAndAnotherNameOfGenesMayBeTaken() {
    Path input = SharedData.data("F_odd/tiledbsoma_subset_100_100.h5ad");
    Path output = folder.resolve("ids.h5ad");
    Converter.convert(single(input, output, Optional.empty(), "gene_ids"), Progress.silent());
    try (AnnDataFile after = AnnDataFiles.open(output)) {
      assertThat(after.var("X").index().getFirst()).isEqualTo("ENSG00000243485");
      assertThat(after.var("X").column("previous_index").orElseThrow().text(0))
          .contains("MIR1302-2HG");
    }
    Path raw = folder.resolve("raw.h5ad");
    Path old = SharedData.data("F_odd/anndata_v0.7.8.h5ad");
    Listening said = new Listening(new ArrayList<>());
    Converter.convert(single(old, raw, Optional.of("raw"), "index"), said);
    try (AnnDataFile after = AnnDataFiles.open(raw)) {
      assertThat(after.matrices()).containsExactly("X");
      assertThat(after.matrix("X").columns()).isEqualTo(40);
    }
    assertThat(said.said()).anyMatch(l -> l.contains("not carried over: X, array"));
  }

  @Test
  void whatCannotBeMergedOrConvertedLeavesNothing() throws IOException {
    Path counts = write("counts.csv", "cell,ACTB,TP53\na,1,2\n");
    Path nan = write("nan.csv", "cell,ACTB,TP53\na,1,NA\n");
    Path other = write("other.csv", "cell,GATA1,CD4\na,1,2\n");
    Path log = write("log.csv", "cell,ACTB,TP53\na,0.5,1.25\n");
    Path output = folder.resolve("never.h5ad");
    assertRefused(merge(List.of(counts, other), output, GeneJoin.Kind.OUTER), "no gene in common");
    assertRefused(
        merge(List.of(counts, log), output, GeneJoin.Kind.OUTER), "raw counts are needed");
    assertRefused(merge(List.of(counts, nan), output, GeneJoin.Kind.OUTER), "NaN");
    assertRefused(Conversion.of(List.of(nan), output), "cell 'a' (row 0), gene 'TP53'");
    assertThatThrownBy(() -> Conversion.of(List.of(), output)).isInstanceOf(UsageException.class);
    Files.writeString(output, "mine");
    assertThatThrownBy(
            () -> Converter.convert(Conversion.of(List.of(counts), output), Progress.silent()))
        .isInstanceOf(UsageException.class);
    assertThat(output).hasContent("mine");
  }

  @Test
  void stoppingLeavesNothing() throws IOException {
    Path counts = write("counts.csv", "cell,ACTB,TP53\na,1,2\n");
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    assertThatThrownBy(
            () ->
                Converter.convert(
                    Conversion.of(List.of(counts), folder.resolve("never.h5ad")),
                    Progress.silent(cancellation)))
        .isInstanceOf(org.polysome.fault.CancelledException.class);
    assertThat(files()).containsExactly("counts.csv");
  }

  private void assertRefused(Conversion conversion, String message) throws IOException {
    List<String> before = files();
    assertThatThrownBy(() -> Converter.convert(conversion, Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
    assertThat(files()).isEqualTo(before);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Path plate(int number, String what) {
    return SharedData.data(PLATES.formatted(number, what));
  }

  private static Conversion merge(List<Path> inputs, Path output, GeneJoin.Kind join) {
    return new Conversion(
        inputs,
        List.of(),
        output,
        join,
        Optional.empty(),
        Orientation.DETECTED,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Conversion single(Path input, Path output, Optional<String> layer, String genes) {
    return new Conversion(
        List.of(input),
        List.of(),
        output,
        GeneJoin.Kind.INNER,
        Optional.empty(),
        Orientation.DETECTED,
        layer,
        Optional.of(genes),
        false);
  }

  private static float[][] dense(Path path) {
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      CsrMatrix x = file.matrix("X").rows(0, file.obs().rows());
      float[][] dense = new float[x.rows()][x.columns()];
      for (int r = 0; r < x.rows(); r++) {
        for (int i = x.indptr()[r]; i < x.indptr()[r + 1]; i++) {
          dense[r][x.indices()[i]] = x.values()[i];
        }
      }
      return dense;
    }
  }
}

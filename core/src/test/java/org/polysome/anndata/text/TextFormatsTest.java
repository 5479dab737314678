package org.polysome.anndata.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.anndata.OpenOptions;
import org.polysome.anndata.Orientation;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;

@Tag("locale")
class TextFormatsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "A_labelled/kang_pbmc_ctrl_stim_harmony, 2000, 9015, 1129806, 3081827",
    "A_labelled/cellbench_10x_3cl_Cepo, 895, 894, 375395, 1901050",
    "A_labelled/pancreas_CIDER_baron, 350, 12474, 559960, -1",
    "F_odd/scanpy_10x_v2_mtx, 12, 343, 12, 12",
    "F_odd/scanpy_10x_v3_mtx, 1107, 507, 23866, 41549",
    "F_odd/scanpy_10x_int-ids, 5, 6, 3, 8",
    "A_labelled/sc_mixology/sc_celseq2_5cl_p1.count.csv.gz, 297, 15564, 1810635, 9783530",
    "A_labelled/sc_mixology/sc_dropseq.count.csv.gz, 225, 15127, 1290921, 5830998",
    "A_labelled/seurat_pbmc_raw_80x230.txt, 80, 230, 4456, 19633",
    "A_labelled/scFoundation_baron_human_samp_19264_demo.csv, 10, 19264, 3734, 12091",
  })
  void realFilesHoldTheRightNumbersTheRightWayRound(
      String name, int cells, int genes, int entries, double sum) {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data(name))) {
      CsrMatrix x = file.matrix("X").rows(0, cells);
      assertThat(file.obs().rows()).isEqualTo(cells);
      assertThat(x.columns()).isEqualTo(genes).isEqualTo(file.var("X").rows());
      assertThat(x.entries()).isEqualTo(entries);
      if (sum >= 0) {
        assertThat(IntStream.range(0, entries).mapToDouble(i -> x.values()[i]).sum())
            .isEqualTo(sum);
      }
    }
  }

  @Test
  void theTableBesideAMatrixIsAttached() {
    try (AnnDataFile file =
        AnnDataFiles.open(SharedData.data("A_labelled/kang_pbmc_ctrl_stim_harmony"))) {
      Column stim = file.obs().column("stim").orElseThrow();
      assertThat(((Column.Categorical) stim).categories()).containsExactly("ctrl", "stim");
      assertThat(stim.text(0)).isEqualTo(Optional.of("ctrl"));
      assertThat(file.var("X").columns().keySet()).containsExactly("gene_ids", "feature_types");
    }
  }

  @Test
  void aTableInTheStyleOfRWithItsCellsInAFileOfTheirOwn() {
    Path counts = SharedData.data("A_labelled/sc_mixology/sc_celseq2_5cl_p2.count.csv.gz");
    Path cells = SharedData.data("A_labelled/sc_mixology/sc_celseq2_5cl_p2.metadata.csv.gz");
    OpenOptions options = new OpenOptions(Optional.of(cells), Orientation.DETECTED);
    try (AnnDataFile file = AnnDataFiles.open(counts, options)) {
      assertThat(file.obs().index()).startsWith("p1_A1", "p1_A10");
      Column line = file.obs().column("cell_line_demuxlet").orElseThrow();
      assertThat(((Column.Categorical) line).categories()).hasSize(5);
      assertThat(line.text(0)).isEqualTo(Optional.of("H2228"));
      assertThat(file.notes().getFirst()).contains("genes x cells").contains("307 cells");
    }
  }

  @Test
  void quotesDelimitersCommentsAndLineEndsAreUnderstood() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(
        file,
        "\uFEFF# a comment\r\n\"\";\"ACTB\";\"a \"\"b\"\";c\"\r\nc1;1;2.0\r\n\r\n\"c;2\";;3e1\r\n");
    try (AnnDataFile cells = AnnDataFiles.open(file)) {
      assertThat(cells.obs().index()).containsExactly("c1", "c;2");
      assertThat(cells.var("X").index()).containsExactly("ACTB", "a \"b\";c");
      CsrMatrix x = cells.matrix("X").rows(0, 2);
      assertThat(x.values()).containsExactly(1f, 2f, Float.NaN, 30f);
    }
  }

  @Test
  void transposeTurnsWhatWasDetectedRound() throws IOException {
    Path file = folder.resolve("t.tsv");
    Files.writeString(file, "gene\tACTB\tGAPDH\tx\na\t1\t2\t3\nb\t4\t5\t0\n");
    try (AnnDataFile cells = AnnDataFiles.open(file)) {
      assertThat(cells.obs().index()).containsExactly("a", "b");
    }
    OpenOptions transposed = new OpenOptions(Optional.empty(), Orientation.TRANSPOSED);
    try (AnnDataFile cells = AnnDataFiles.open(file, transposed)) {
      assertThat(cells.obs().index()).containsExactly("ACTB", "GAPDH", "x");
      assertThat(cells.matrix("X").rows(2, 3).values()).containsExactly(3f);
    }
    Path h5ad = SharedData.data("F_odd/anndata_v0.7.8.h5ad");
    assertThatThrownBy(() -> AnnDataFiles.open(h5ad, transposed))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void kindsOfColumnsAreTold() throws IOException {
    Path file = folder.resolve("obs.csv");
    Files.writeString(
        file,
        "cell,n,x,flag,id,label,name,none\n"
            + "a,1,0.5,TRUE,007,T,p,NA\n"
            + "b,NA,1e3,FALSE,010,T,q,\n"
            + "c,-3,NaN,NA,011,\"NA\",\"r,s\",NA\n"
            + "d,4,,TRUE,012,\"NA\",t,NA\n");
    var obs = ObsTable.read(file);
    assertThat(obs.indexName()).isEqualTo("cell");
    Column.Integers n = (Column.Integers) obs.column("n").orElseThrow();
    assertThat(n.values()).containsExactly(1, 0, -3, 4);
    assertThat(n.missing()).containsExactly(false, true, false, false);
    assertThat(((Column.Decimals) obs.column("x").orElseThrow()).values())
        .containsExactly(0.5, 1000, Double.NaN, Double.NaN);
    assertThat(obs.column("flag").orElseThrow().text(2)).isEmpty();
    assertThat(obs.column("id").orElseThrow().text(0)).contains("007");
    assertThat(((Column.Categorical) obs.column("label").orElseThrow()).categories())
        .containsExactly("NA", "T");
    assertThat(obs.column("name").orElseThrow().text(2)).contains("r,s");
    assertThat(obs.column("none").orElseThrow().text(0)).isEmpty();
  }

  @Test
  void antibodiesAreLeftOutAloud() throws IOException {
    mtx("%%MatrixMarket matrix coordinate integer general\n3 2 3\n1 1 5\n3 1 9\n2 2 7\n");
    Files.writeString(
        folder.resolve("features.tsv"),
        "ENSG1\tA\tGene Expression\nENSG2\tB\tAntibody Capture\nENSG3\tC\tGene Expression\n");
    try (AnnDataFile file = AnnDataFiles.open(folder)) {
      assertThat(file.var("X").index()).containsExactly("A", "C");
      assertThat(file.matrix("X").rows(0, 2).values()).containsExactly(5f, 9f);
      assertThat(file.notes().getFirst()).contains("1 features").contains("not 'Gene Expression'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3 2 1\\n4 1 5\\n | row 4 of 3",
        "3 2 1\\n0 1 5\\n | row 0 of 3",
        "3 2 1\\n1 3 5\\n | column 3 of 2",
        "3 2 2\\n1 1 5\\n | truncated",
        "3 2 1\\n1 1 5\\n2 1 5\\n | more than the 1 entries",
        "3 2 1\\n1 1 x\\n | 'x' is not a number",
        "4 2 1\\n1 1 5\\n | 4 x 2, but there are 3 genes and 2 barcodes",
        "3 2\\n1 1 5\\n | three numbers",
      })
  void aDamagedMatrixIsOneClearLine(String body, String message) throws IOException {
    mtx(
        "%%MatrixMarket matrix coordinate integer general\n%\n"
            + body.replace("\\n", "\n").strip());
    assertThatThrownBy(
            () -> {
              try (AnnDataFile file = AnnDataFiles.open(folder)) {
                file.matrix("X").rows(0, 2);
              }
            })
        .isInstanceOf(DataException.class)
        .hasMessageContaining("matrix.mtx")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "g,c1,c2\\nA,1,2\\nB,1\\n | line 3 has 2 fields where 3 are expected",
        "g,c1,c1\\nA,1,2\\nB,1,2\\n | two cells are named 'c1'",
        "g,c1,c2\\nA,1,zwei\\n | line 2, field 3: 'zwei' is not a number",
        "g,c1,c2,c3,c4\\nA,1\\n | the header has 5 fields, but the first row 2",
        "g,c1,c2\\n | no rows",
        "0.5,0.25\\n1.5,2.5\\n | expected names",
        "g,c1,c2\\nA,1,16777217\\n | does not fit into float32",
        "g,c1,\"c2\\nA,1,2\\n | has no end",
      })
  void aDamagedTableIsOneClearLine(String text, String message) throws IOException {
    Path table = folder.resolve("bad.csv");
    Files.writeString(table, text.replace("\\n", "\n").strip() + "\n");
    assertThatThrownBy(
            () -> {
              try (AnnDataFile file = AnnDataFiles.open(table)) {
                file.matrix("X").rows(0, file.obs().rows());
              }
            })
        .isInstanceOf(DataException.class)
        .hasMessageContaining("bad.csv")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void tablesOfCellsThatDoNotFitAreRefused() throws IOException {
    Path counts = folder.resolve("counts.csv");
    Files.writeString(counts, "g,c1,c2\nACTB,1,2\n");
    Path table = folder.resolve("cells.csv");
    OpenOptions options = new OpenOptions(Optional.of(table), Orientation.DETECTED);
    Files.writeString(table, "cell,t\nc1,A\nc9,B\n");
    assertThatThrownBy(() -> AnnDataFiles.open(counts, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not name 1 of the 2 cells, such as 'c2'");
    Files.writeString(table, "cell,t\nc1,A\nc2,B\nc2,B\n");
    assertThatThrownBy(() -> AnnDataFiles.open(counts, options))
        .hasMessageContaining("'c2' more than once");
    Files.writeString(table, "cell,t,t\nc1,A,A\nc2,B,B\n");
    assertThatThrownBy(() -> AnnDataFiles.open(counts, options))
        .hasMessageContaining("column 't' twice");
    Path twins = folder.resolve("barcodes.tsv");
    Files.writeString(
        folder.resolve("matrix.mtx"),
        "%%MatrixMarket matrix coordinate integer general\n1 2 1\n1 1 4\n");
    Files.writeString(folder.resolve("genes.tsv"), "A\n");
    Files.writeString(twins, "c1\nc1\n");
    Files.writeString(table, "cell,t\nc1,A\nc2,B\n");
    assertThatThrownBy(() -> AnnDataFiles.open(folder, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("two cells are named 'c1'");
    Files.writeString(table, "nr,barcode\n1,c2\n2,c1\n3,c0\n");
    try (AnnDataFile file = AnnDataFiles.open(counts, options)) {
      assertThat(file.obs().column("barcode").orElseThrow().text(0)).contains("c1");
      assertThat(file.notes().getLast()).contains("1 rows are of no cell");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.h5ad", "empty.h5ad", "empty.csv", "zip.h5ad", "binary.dat"})
  void filesThatAreNotWhatTheirNamesSayAreRefused(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] content =
        switch (name.substring(0, name.indexOf('.'))) {
          case "text" -> "this is text\n".getBytes(StandardCharsets.UTF_8);
          case "zip" -> new byte[] {'P', 'K', 3, 4, 0, 0};
          case "binary" -> new byte[] {1, 0, 2, 0};
          default -> new byte[0];
        };
    Files.write(file, content);
    assertThatThrownBy(() -> AnnDataFiles.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(name)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aFolderWithoutAMatrixATruncatedGzipAndLatin1AreRefused() throws IOException {
    assertThatThrownBy(() -> AnnDataFiles.open(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no matrix");
    Path gz = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      for (int i = 0; i < 2000; i++) {
        out.write(("gene" + i * 7919 + ",1,2\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] whole = Files.readAllBytes(gz);
    Files.write(gz, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> AnnDataFiles.open(gz)).hasMessageContaining("truncated");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "g,c\u00e4,b\nACTB,1,2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> AnnDataFiles.open(latin)).hasMessageContaining("UTF-8");
  }

  private void mtx(String content) throws IOException {
    Files.writeString(folder.resolve("matrix.mtx"), content);
    Files.writeString(folder.resolve("barcodes.tsv"), "c1\nc2\n");
    Files.writeString(folder.resolve("features.tsv"), "A\nB\nC\n");
  }
}

package org.polysome.anndata.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.DataException;
import org.polysome.matrix.DenseMatrix;

@Tag("locale")
class EmbeddingTableTest {

  private static final List<String> CELLS = List.of("a", "b", "c");

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private DenseMatrix joined(String text, String name) throws IOException {
    Path file = Files.writeString(folder.resolve("points.csv"), text);
    return EmbeddingJoin.rows(CELLS, EmbeddingTable.read(file, name), "points.csv", notes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cell,x,y\\nc,5,6\\na,1,2\\nb,3,4",
        "x,y\\na,1,2\\nc,5,6\\nb,3,4",
        "cell\\tx\\ty\\nb\\t3\\t4\\na\\t1\\t2\\nc\\t5\\t6",
        "cell,type,X_1,X_2\\nc,T,5,6\\na,B,1,2\\nb,B,3,4",
        "cell,batch,PC1,PC2,X_0,X_1\\nc,1,9,9,5,6\\na,1,9,9,1,2\\nb,2,9,9,3,4",
      })
  void rowsAreFoundByTheNamesOfCells(String text) throws IOException {
    assertThat(joined(text.replace("\\n", "\n").replace("\\t", "\t"), "X").values())
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2\\n3,4\\n5,6",
        "PC1,PC2\\n1,2\\n3,4\\n5,6",
        ",x,y\\n0,1,2\\n1,3,4\\n2,5,6",
        "x,y\\n1,1,2\\n2,3,4\\n3,5,6",
      })
  void withoutNamesTheOrderCountsAndIsSaidAloud(String text) throws IOException {
    assertThat(joined(text.replace("\\n", "\n"), "X").values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(notes)
        .containsExactly(
            "points.csv: has no names of cells; its 3 rows are taken for the cells in their order");
  }

  @Test
  void otherRowsAreLeftOutAndCounted() throws IOException {
    assertThat(joined("cell,x\nd,9\nc,3\nb,2\na,1\nd,7\n", "X").values()).containsExactly(1, 2, 3);
    assertThat(notes).containsExactly("points.csv: 2 rows are of no cell, left out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cell,x,y\\na,1,2\\nb,3,4 | has no row of 1 of 3 cells, such as 'c'; its first row is of 'a'",
        "cell,x,y\\na,1,2\\nb,3,4\\nc,5,6\\nb,3,4 | rows 2 and 4 are both of cell 'b'",
        "cell,x,y\\na,1,2\\nb,3,vier\\nc,5,6 | line 3, cell 'b', column 'y': 'vier' is none",
        "cell,x,y\\na,1,2\\nb,,4\\nc,5,6 | line 3, cell 'b', column 'x': is empty; coordinates",
        "cell,x,y\\na,1,NaN\\nb,3,4\\nc,5,6 | line 2, cell 'a', column 'y': 'NaN' is none",
        "cell,x,y\\na,1,2\\nb,3\\nc,5,6 | line 3 has 2 fields where 3 are expected",
        "1,2\\n3,4 | has 2 rows without names of cells, and there are 3 cells",
        "cell,x | has a header but no rows",
      })
  void whatDoesNotFitIsOneClearLine(String text, String message) {
    assertThatThrownBy(() -> joined(text.replace("\\n", "\n"), "X"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("points.csv")
        .hasMessageContaining(message);
  }

  @Test
  void anArrayOfNumPyHasNoNames() throws IOException {
    Path file = folder.resolve("points.npy");
    Files.write(file, npy("<f8", "(3, 2)", 1, 2, 3, 4, 5, 6));
    EmbeddingTable table = EmbeddingTable.read(file, "X");
    assertThat(EmbeddingJoin.rows(CELLS, table, "points.npy", notes).values())
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(notes).hasSize(1);
    Files.write(file, npy("<f8", "(1, 2)", 1, Double.NaN));
    assertThatThrownBy(() -> EmbeddingTable.read(file, "X"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("points.npy: row 1, column 2: NaN; coordinates must be finite");
    Files.write(file, npy("<f8", "(2,)", 1, 2));
    assertThatThrownBy(() -> EmbeddingTable.read(file, "X"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 1 axes, expected 2 (cells, dimensions)");
  }

  private static byte[] npy(String type, String shape, double... values) {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    String padded = header + " ".repeat(64 - 10 - 1 - header.length() % 64 + 64) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + padded.length() + 8 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) padded.length());
    bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
    DoubleStream.of(values).forEach(bytes::putDouble);
    return bytes.array();
  }

  @Test
  void cellsOfOneNameCannotBeMatched() throws IOException {
    Path file = Files.writeString(folder.resolve("points.csv"), "cell,x\na,1\nb,2\n");
    EmbeddingTable table = EmbeddingTable.read(file, "X");
    assertThatThrownBy(() -> EmbeddingJoin.rows(List.of("a", "a"), table, "points.csv", notes))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("two cells of the input are named 'a'");
    DenseMatrix same = EmbeddingJoin.rows(List.of("a", "b"), table, "points.csv", notes);
    assertThat(same.values()).containsExactly(1, 2);
  }

  @Test
  void aTableOfCellsHasItsEmbeddingsInNumberedColumns() {
    Path path = SharedData.data("A_labelled/harmony_cell_lines_20pcs.csv.gz");
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      assertThat(file.format()).isEqualTo("table of cells");
      assertThat(file.obs().rows()).isEqualTo(2370);
      assertThat(file.obs().columns())
          .containsOnlyKeys("dataset", "nGene", "percent_mito", "cell_type");
      assertThat(file.embeddings()).containsExactly("PC");
      assertThat(file.embedding("PC").columns()).isEqualTo(20);
      assertThat(file.embedding("PC").get(1, 0)).isEqualTo(-0.0116696911838475);
      assertThat(file.matrices()).isEmpty();
      assertThat(file.notes().getFirst()).contains("PC1 to PC20 are the embedding 'PC'");
      assertThat(EmbeddingTable.read(path, "PC").points().values())
          .isEqualTo(file.embedding("PC").values());
    }
  }

  @Test
  void aTableOfLabelsAloneIsOneOfCells() throws IOException {
    Path path = Files.writeString(folder.resolve("o.csv"), "cell,type,n\na,T,4\nb,B,5\nc,B,6\n");
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      assertThat(file.embeddings()).isEmpty();
      assertThat(file.obs().columns()).containsOnlyKeys("type", "n");
    }
    Path counts = Files.writeString(folder.resolve("g.csv"), "g,id,c1\nCD4,x,4\nGAPDH,y,5\n");
    try (AnnDataFile file = AnnDataFiles.open(counts)) {
      assertThatThrownBy(() -> file.matrix("X").rows(0, 1))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("'x' is not a number");
    }
    Path twice = Files.writeString(folder.resolve("t.csv"), "cell,type\na,T\na,B\n");
    assertThatThrownBy(() -> AnnDataFiles.open(twice))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("rows 1 and 2 are both of cell 'a'");
  }
}

package org.polysome.anndata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.anndata.hdf5.ArrayAddition;
import org.polysome.anndata.hdf5.H5adFormat;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.text.MtxFormat;
import org.polysome.anndata.text.TableFormat;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;

/** What every {@link Format} promises, of samples in each of the shapes that it comes in. */
@Tag("locale")
class FormatTest {

  private static final String USER_BLOCK = "behind a user block";
  private static final List<String> CELLS = List.of("c1", "c2");
  private static final List<String> GENES = List.of("ACTB", "GAPDH", "CD8A");
  private static final int[] ALL = {0, 1, 2};
  private static final double[] COUNTS = {1, 0, 2, 0, 3, 0};

  @TempDir Path folder;

  /** Writes the two cells in one shape of a format. */
  private interface Writer {
    Path write(Path folder) throws IOException;
  }

  /** One shape of a format. */
  private record Sample(Class<? extends Format> format, String name, Writer writer) {
    @Override
    public String toString() {
      return format.getSimpleName() + ", " + name;
    }
  }

  private static List<Sample> samples() {
    return List.of(
        new Sample(H5adFormat.class, "by its name", at -> h5ad(at.resolve("cells.h5ad"))),
        new Sample(H5adFormat.class, "named like a table", at -> h5ad(at.resolve("cells.csv"))),
        new Sample(H5adFormat.class, USER_BLOCK, FormatTest::userBlock),
        new Sample(MtxFormat.class, "the folder", at -> folder(at, "matrix.mtx")),
        new Sample(MtxFormat.class, "the file", at -> mtx(at, "matrix.mtx")),
        new Sample(MtxFormat.class, "compressed", at -> folder(at, "matrix.mtx.gz")),
        new Sample(TableFormat.class, "commas", at -> table(at.resolve("cells.csv"), ",")),
        new Sample(TableFormat.class, "tabs", at -> table(at.resolve("cells"), "\t")),
        new Sample(TableFormat.class, "compressed", at -> table(at.resolve("cells.tsv.gz"), "\t")));
  }

  @Test
  void everyFormatOfTheListHasSamples() {
    List<Class<?>> sampled = new ArrayList<>();
    samples().forEach(sample -> sampled.add(sample.format()));
    assertThat(AnnDataFiles.FORMATS).extracting(Object::getClass).doesNotHaveDuplicates();
    assertThat(sampled).containsAll(AnnDataFiles.FORMATS.stream().map(Object::getClass).toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isReadByItsFormatAndByNoEarlierOne(Sample sample) throws IOException {
    Path path = sample.writer().write(folder);
    Format first =
        AnnDataFiles.FORMATS.stream()
            .filter(format -> format.reads(path))
            .findFirst()
            .orElseThrow();
    assertThat(first).isInstanceOf(sample.format());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void opensWithTheSameCells(Sample sample) throws IOException {
    Path path = sample.writer().write(folder);
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      assertThat(file.obs().index()).isEqualTo(CELLS);
      assertThat(file.var(AnnDataFile.X).index()).isEqualTo(GENES);
      assertThat(file.matrix(AnnDataFile.X).rows(0, 2).dense(ALL).values()).containsExactly(COUNTS);
      assertThat(file.format()).isNotBlank();
      assertThat(path.toAbsolutePath().startsWith(file.path().toAbsolutePath())).isTrue();
    }
  }

  /** Without the user block, behind which a changed copy is not read back (decision 0006). */
  private static List<Sample> copied() {
    return samples().stream().filter(sample -> !sample.name().equals(USER_BLOCK)).toList();
  }

  @ParameterizedTest
  @MethodSource("copied")
  void isCopiedWithAKeyMoreWhereItSaysSo(Sample sample) throws IOException {
    Path path = sample.writer().write(folder);
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      assertThat(SelectedCells.of(file, new int[] {1}).addsToCopy()).isFalse();
      if (!file.addsToCopy()) {
        return;
      }
      Path copy = folder.resolve("copy.h5ad");
      var addition = ArrayAddition.Addition.embedding("X_new", 1, false);
      try (ArrayAddition writer = ArrayAddition.begin(path, copy, addition)) {
        writer.append(new float[] {5, 7});
        writer.finish();
      }
      try (AnnDataFile added = AnnDataFiles.open(copy)) {
        assertThat(added.embedding("X_new").values()).containsExactly(5, 7);
        assertThat(added.matrix(AnnDataFile.X).rows(0, 2).dense(ALL).values())
            .containsExactly(COUNTS);
      }
    }
  }

  /** A format that heeds no orientation says so instead of dropping it. */
  @ParameterizedTest
  @MethodSource("samples")
  void isTransposedOrRefusesIt(Sample sample) throws IOException {
    Path path = sample.writer().write(folder);
    OpenOptions transposed = new OpenOptions(Optional.empty(), Orientation.TRANSPOSED);
    if (sample.format() == TableFormat.class) {
      try (AnnDataFile file = AnnDataFiles.open(path, transposed)) {
        assertThat(file.obs().index()).isEqualTo(GENES);
      }
    } else {
      assertThatThrownBy(() -> AnnDataFiles.open(path, transposed))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(path + ": only a table of counts can be transposed");
    }
  }

  @Test
  void aTableOfCellsCannotBeTransposed() throws IOException {
    Path path = folder.resolve("obs.csv");
    Files.writeString(path, "cell,PC1,PC2,type\na,1,2,T\nb,3,4,B\n");
    OpenOptions transposed = new OpenOptions(Optional.empty(), Orientation.TRANSPOSED);
    assertThatThrownBy(() -> AnnDataFiles.open(path, transposed))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a table of cells says which way it is");
  }

  @Test
  void nobodyReadsWhatIsNone() throws IOException {
    Path binary = folder.resolve("cells.bin");
    Files.write(binary, new byte[] {1, 0, 2});
    Path nothing = folder.resolve("cells.csv");
    Files.write(nothing, new byte[0]);
    Path empty = Files.createDirectory(folder.resolve("empty.h5ad"));
    for (Path path : List.of(binary, nothing, empty)) {
      assertThat(AnnDataFiles.FORMATS).noneMatch(format -> format.reads(path));
      assertThatThrownBy(() -> AnnDataFiles.open(path)).isInstanceOf(DataException.class);
    }
    assertThatThrownBy(() -> AnnDataFiles.open(binary))
        .hasMessage(
            binary + ": is binary; expected an h5ad, a 10x mtx folder or a table of counts");
    Path text = folder.resolve("text.h5");
    Files.writeString(text, "gene,c1\nACTB,1\n");
    assertThatThrownBy(() -> AnnDataFiles.open(text))
        .hasMessage(text + ": is named like HDF5, but is text; expected an h5ad");
  }

  private static Path h5ad(Path path) {
    Frame obs = new Frame("_index", CELLS, Map.of());
    Frame var = new Frame("_index", GENES, Map.of());
    try (H5adWriter writer = H5adWriter.create(path, obs, var, false)) {
      int[] offsets = {0, 2, 3};
      int[] columns = {0, 2, 1};
      writer
          .matrix(AnnDataFile.X)
          .append(new CsrMatrix(2, 3, offsets, columns, new float[] {1, 2, 3}));
      writer.finish();
    }
    return path;
  }

  /** HDF5 may begin behind 512 bytes of anything. */
  private static Path userBlock(Path folder) throws IOException {
    Path plain = h5ad(folder.resolve("plain.h5ad"));
    Path path = folder.resolve("cells.h5ad");
    byte[] hdf5 = Files.readAllBytes(plain);
    // The superblock, of version 0, says at its 24th byte where the addresses count from.
    assertThat(hdf5[8]).isZero();
    ByteBuffer.wrap(hdf5).order(ByteOrder.LITTLE_ENDIAN).putLong(24, 512);
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(new byte[512]);
      out.write(hdf5);
    }
    return path;
  }

  private static Path folder(Path folder, String name) throws IOException {
    mtx(folder, name);
    return folder;
  }

  private static Path mtx(Path folder, String name) throws IOException {
    Path matrix = folder.resolve(name);
    write(matrix, "%%MatrixMarket matrix coordinate integer general\n3 2 3\n1 1 1\n3 1 2\n2 2 3\n");
    write(folder.resolve("barcodes.tsv"), String.join("\n", CELLS) + "\n");
    write(folder.resolve("genes.tsv"), String.join("\n", GENES) + "\n");
    return matrix;
  }

  private static Path table(Path path, String delimiter) throws IOException {
    String lines = "gene,c1,c2\nACTB,1,0\nGAPDH,0,3\nCD8A,2,0\n";
    write(path, lines.replace(",", delimiter));
    return path;
  }

  private static void write(Path path, String text) throws IOException {
    boolean compressed = path.toString().endsWith(".gz");
    OutputStream file = Files.newOutputStream(path);
    try (OutputStream out = compressed ? new GZIPOutputStream(file) : file) {
      out.write(text.getBytes(UTF_8));
    }
  }
}

package org.polysome.anndata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.polysome.anndata.hdf5.H5adFile;
import org.polysome.anndata.text.MtxFolder;
import org.polysome.anndata.text.ObsJoin;
import org.polysome.anndata.text.ObsTable;
import org.polysome.anndata.text.TableCells;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;

/**
 * Opens cells from any format this version reads: h5ad, a 10x mtx folder, a table of counts. The
 * format is told by what is in the file; its name only helps to say what is wrong.
 */
public final class AnnDataFiles {

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int USER_BLOCK = 512;

  private AnnDataFiles() {}

  /** Opens a file or folder as it is. */
  public static AnnDataFile open(Path path) {
    return open(path, OpenOptions.DEFAULT);
  }

  /**
   * Opens a file or folder.
   *
   * @throws UsageException if there is no such file
   * @throws DataException if it is damaged or of a format that is not read
   */
  public static AnnDataFile open(Path path, OpenOptions options) {
    if (!Files.exists(path)) {
      throw new UsageException(path + ": no such file or folder");
    }
    AnnDataFile file = byContent(path, options);
    return options.obs().map(table -> attach(file, table)).orElse(file);
  }

  /**
   * A file with embeddings from tables beside its own: CSV, TSV or {@code .npy}, matched with its
   * cells by name, or by order where they have no names.
   *
   * @param tables the table of each key
   * @throws UsageException if there is no such table, or the file has an embedding of that key
   * @throws DataException if a table does not fit the cells, or is none
   */
  public static AnnDataFile withEmbeddings(AnnDataFile file, SequencedMap<String, Path> tables) {
    tables.forEach(
        (key, path) -> {
          if (!Files.isRegularFile(path)) {
            throw new UsageException("%s=%s: no such file".formatted(key, path));
          }
        });
    return tables.isEmpty() ? file : AttachedEmbeddings.of(file, tables);
  }

  private static AnnDataFile byContent(Path path, OpenOptions options) {
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    if (isHdf5(path)) {
      refuseTranspose(path, options, "an h5ad");
      return H5adFile.open(path);
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".mtx") || name.endsWith(".mtx.gz")) {
      return MtxFolder.openMatrix(path);
    }
    if (name.endsWith(".h5ad") || name.endsWith(".h5") || name.endsWith(".hdf5")) {
      throw new DataException(
          path + ": is named like HDF5, but is " + whatItIs(path) + "; expected an h5ad");
    }
    String what = whatItIs(path);
    if (!what.equals("text")) {
      throw new DataException(
          path + ": is " + what + "; expected an h5ad, a 10x mtx folder or a table of counts");
    }
    return TableCells.open(path, options.orientation());
  }

  private static void refuseTranspose(Path path, OpenOptions options, String format) {
    if (options.orientation() == Orientation.TRANSPOSED) {
      throw new UsageException(
          path + ": only a table of counts can be transposed; " + format + " says which way it is");
    }
  }

  private static AnnDataFile folder(Path path) {
    if (MtxFolder.is(path)) {
      return MtxFolder.open(path);
    }
    String format =
        Files.exists(path.resolve(".zgroup")) || Files.exists(path.resolve("zarr.json"))
            ? "is zarr, which is not read; write it as h5ad"
            : "holds no matrix";
    throw new DataException(
        path
            + ": "
            + format
            + "; expected matrix.mtx, barcodes.tsv and genes.tsv or features.tsv (or .gz)");
  }

  private static AnnDataFile attach(AnnDataFile file, Path table) {
    if (!Files.exists(table)) {
      throw new UsageException(table + ": no such file");
    }
    List<String> notes = new ArrayList<>(file.notes());
    Frame obs = ObsJoin.attach(file.obs(), ObsTable.read(table), table.toString(), notes);
    return new AttachedObs(file, obs, List.copyOf(notes));
  }

  private static boolean isHdf5(Path path) {
    byte[] begin = begin(path, USER_BLOCK + HDF5.length);
    return Arrays.equals(Arrays.copyOf(begin, HDF5.length), HDF5)
        || (begin.length > USER_BLOCK
            && Arrays.equals(Arrays.copyOfRange(begin, USER_BLOCK, begin.length), HDF5));
  }

  private static String whatItIs(Path path) {
    byte[] begin = begin(path, 4096);
    if (begin.length == 0) {
      return "empty";
    }
    if (begin.length > 1 && begin[0] == 0x1F && begin[1] == (byte) 0x8B) {
      return "text"; // compressed; the reader says so if it is not
    }
    for (byte b : begin) {
      if (b == 0) {
        return begin[0] == 'P' && begin[1] == 'K' ? "a zip archive" : "binary";
      }
    }
    return "text";
  }

  private static byte[] begin(Path path, int length) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(length);
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }
}

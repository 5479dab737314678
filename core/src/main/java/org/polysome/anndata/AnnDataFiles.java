package org.polysome.anndata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.polysome.anndata.hdf5.H5adFormat;
import org.polysome.anndata.text.MtxFormat;
import org.polysome.anndata.text.ObsJoin;
import org.polysome.anndata.text.ObsTable;
import org.polysome.anndata.text.TableFormat;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

/**
 * Opens cells from any {@link Format} this version reads: h5ad, a 10x mtx folder, a table of
 * counts. The format is told by what is in the file; its name only helps to say what is wrong.
 */
public final class AnnDataFiles {

  /** The formats that are read, in the order in which they are asked. */
  static final List<Format> FORMATS = List.of(new H5adFormat(), new MtxFormat(), new TableFormat());

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
    Format format =
        FORMATS.stream()
            .filter(known -> known.reads(path))
            .findFirst()
            .orElseThrow(() -> refusal(path));
    AnnDataFile file = format.open(path, options);
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

  private static DataException refusal(Path path) {
    if (Files.isDirectory(path)) {
      boolean zarr =
          Files.exists(path.resolve(".zgroup")) || Files.exists(path.resolve("zarr.json"));
      return new DataException(
          path
              + (zarr ? ": is zarr, which is not read; write it as h5ad" : ": holds no matrix")
              + "; expected matrix.mtx, barcodes.tsv and genes.tsv or features.tsv (or .gz)");
    }
    List<String> words = FORMATS.stream().map(Format::words).toList();
    String all = String.join(", ", words.subList(0, words.size() - 1));
    return new DataException(
        path
            + ": is "
            + FileStart.of(path).words()
            + "; expected "
            + all
            + " or "
            + words.getLast());
  }

  private static AnnDataFile attach(AnnDataFile file, Path table) {
    if (!Files.exists(table)) {
      throw new UsageException(table + ": no such file");
    }
    List<String> notes = new ArrayList<>(file.notes());
    Frame obs = ObsJoin.attach(file.obs(), ObsTable.read(table), table.toString(), notes);
    return new AttachedObs(file, obs, List.copyOf(notes));
  }
}

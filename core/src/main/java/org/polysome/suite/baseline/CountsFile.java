package org.polysome.suite.baseline;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.matrix.CsrMatrix;

/**
 * Counts of the judged cells as a file of their own, for a corpus. Cells and genes are named by
 * their places, since the names in a user's file need not be unique.
 */
final class CountsFile {

  /** The column of batches. */
  static final String BATCH = "batch";

  private static final String GENE = "gene ";

  private CountsFile() {}

  /**
   * Writes one.
   *
   * @param counts raw counts (cells, genes)
   * @param batches of each cell, where they are known; empty for none at all
   */
  static void write(Path path, CsrMatrix counts, List<Optional<String>> batches) {
    Map<String, Column> columns =
        batches.isEmpty() ? Map.of() : Map.of(BATCH, new Column.Text(batches));
    Frame obs = new Frame("_index", names("cell ", counts.rows()), columns);
    Frame var = new Frame("_index", names(GENE, counts.columns()), Map.of());
    try (H5adWriter writer = H5adWriter.create(path, obs, var, false)) {
      writer.matrix(AnnDataFile.X).append(counts);
      writer.finish();
    }
  }

  private static List<String> names(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(place -> String.format(Locale.ROOT, "%s%08d", kind, place))
        .toList();
  }

  /** The place of the gene of a name. */
  static int gene(String name) {
    return Integer.parseInt(name.substring(GENE.length()));
  }
}

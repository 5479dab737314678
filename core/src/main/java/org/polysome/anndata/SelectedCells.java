package org.polysome.anndata;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/**
 * Some cells of a file.
 *
 * @param file the whole file
 * @param rows numbers of the cells, ascending
 * @param obs their table
 */
public record SelectedCells(AnnDataFile file, int[] rows, Frame obs) implements WrappedFile {

  /** The cells with these numbers, ascending. */
  public static SelectedCells of(AnnDataFile file, int[] rows) {
    return new SelectedCells(file, rows, file.obs().take(rows));
  }

  @Override
  public String format() {
    return "selected cells of " + file.format();
  }

  /** The file holds the other cells too. */
  @Override
  public boolean addsToCopy() {
    return false;
  }

  @Override
  public List<String> notes() {
    return file.notes();
  }

  @Override
  public RowMatrix matrix(String name) {
    return new SelectedRows(file.matrix(name), rows);
  }

  @Override
  public DenseMatrix embedding(String key) {
    return file.embedding(key, rows);
  }

  @Override
  public DenseMatrix embedding(String key, int[] chosen) {
    return file.embedding(key, IntStream.of(chosen).map(row -> rows[row]).toArray());
  }
}

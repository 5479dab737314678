package org.polysome.anndata.text;

import java.nio.file.Path;
import java.util.List;
import org.polysome.anndata.Frame;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;

/**
 * Cells read from text: tables of cells and genes in memory, and one matrix, {@code X}.
 *
 * @param path the file or folder
 * @param format the format in words
 * @param obs the cells
 * @param genes the genes
 * @param x the matrix
 * @param notes what the reader decided by itself
 */
record TextCells(Path path, String format, Frame obs, Frame genes, RowMatrix x, List<String> notes)
    implements TextSource {

  TextCells {
    notes = List.copyOf(notes);
  }

  @Override
  public Frame var(String matrix) {
    if (matrix.equals(RAW)) {
      throw new UsageException(path + ": has no raw; a " + format + " has one matrix, X");
    }
    return genes;
  }

  @Override
  public List<String> matrices() {
    return List.of(X);
  }

  @Override
  public RowMatrix matrix(String name) {
    if (!name.equals(X)) {
      throw new UsageException(
          path + ": has no matrix '" + name + "'; a " + format + " has one, X");
    }
    return x;
  }

  @Override
  public List<String> embeddings() {
    return List.of();
  }

  @Override
  public int dimensions(String key) {
    throw noEmbedding(key);
  }

  @Override
  public DenseMatrix embedding(String key) {
    throw noEmbedding(key);
  }

  private UsageException noEmbedding(String key) {
    return new UsageException(path + ": has no obsm key '" + key + "'; a " + format + " has none");
  }
}

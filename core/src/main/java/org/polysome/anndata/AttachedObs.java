package org.polysome.anndata;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.matrix.DenseMatrix;

/**
 * A file whose table of cells is another than the one it holds.
 *
 * @param file the file
 * @param obs its cells with the columns of the table attached
 * @param notes what the file's reader decided, and the joining
 */
record AttachedObs(AnnDataFile file, Frame obs, List<String> notes) implements AnnDataFile {

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public String format() {
    return file.format();
  }

  @Override
  public Frame var(String matrix) {
    return file.var(matrix);
  }

  @Override
  public List<String> matrices() {
    return file.matrices();
  }

  @Override
  public RowMatrix matrix(String name) {
    return file.matrix(name);
  }

  @Override
  public List<String> embeddings() {
    return file.embeddings();
  }

  @Override
  public int dimensions(String key) {
    return file.dimensions(key);
  }

  @Override
  public DenseMatrix embedding(String key) {
    return file.embedding(key);
  }

  @Override
  public Unstructured.Tree uns() {
    return file.uns();
  }

  @Override
  public List<String> unread() {
    return file.unread();
  }

  @Override
  public Optional<MeasuredGenes> measured() {
    return file.measured();
  }

  @Override
  public void close() {
    file.close();
  }
}

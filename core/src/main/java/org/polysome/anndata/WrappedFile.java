package org.polysome.anndata;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.matrix.DenseMatrix;

/** A file that is another one but for what it overrides. */
interface WrappedFile extends AnnDataFile {

  /** The other file, which is closed with this one. */
  AnnDataFile file();

  @Override
  default Path path() {
    return file().path();
  }

  @Override
  default String format() {
    return file().format();
  }

  @Override
  default boolean addsToCopy() {
    return file().addsToCopy();
  }

  @Override
  default Frame obs() {
    return file().obs();
  }

  @Override
  default Frame var(String matrix) {
    return file().var(matrix);
  }

  @Override
  default List<String> matrices() {
    return file().matrices();
  }

  @Override
  default RowMatrix matrix(String name) {
    return file().matrix(name);
  }

  @Override
  default List<String> embeddings() {
    return file().embeddings();
  }

  @Override
  default int dimensions(String key) {
    return file().dimensions(key);
  }

  @Override
  default DenseMatrix embedding(String key) {
    return file().embedding(key);
  }

  @Override
  default DenseMatrix embedding(String key, int[] rows) {
    return file().embedding(key, rows);
  }

  @Override
  default Unstructured.Tree uns() {
    return file().uns();
  }

  @Override
  default List<String> unread() {
    return file().unread();
  }

  @Override
  default Optional<MeasuredGenes> measured() {
    return file().measured();
  }

  @Override
  default void close() {
    file().close();
  }
}

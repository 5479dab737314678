package org.polysome.anndata;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.matrix.DenseMatrix;

/**
 * An open AnnData, whatever its format: names, tables and embeddings at hand, matrices backed by
 * the file and read in blocks of rows. {@link AnnDataFiles#open} makes one.
 */
public interface AnnDataFile extends AutoCloseable {

  /** The name of {@code X} among {@link #matrices()}. */
  String X = "X";

  /** The name of {@code raw} among {@link #matrices()}; it has genes of its own. */
  String RAW = "raw";

  /** The file or folder. */
  Path path();

  /** The format in words, such as {@code h5ad} or {@code 10x mtx folder}. */
  String format();

  /**
   * Whether an output for these cells is a copy of the file, byte by byte, with keys added; else it
   * is a new h5ad.
   */
  default boolean addsToCopy() {
    return false;
  }

  /** What the reader decided by itself, in sentences to be said aloud; most formats need none. */
  List<String> notes();

  /** The table of cells. */
  Frame obs();

  /**
   * The table of genes that belongs to a matrix: {@code raw} has its own.
   *
   * @throws org.polysome.fault.UsageException if {@code raw} is asked for and there is none
   */
  Frame var(String matrix);

  /** The matrices that are there: {@code X}, {@code raw}, then the layers by name. */
  List<String> matrices();

  /**
   * A matrix by name.
   *
   * @throws org.polysome.fault.UsageException if there is none of that name, listing those that are
   *     there
   */
  RowMatrix matrix(String name);

  /** The keys of {@code obsm} that hold plain numeric matrices. */
  List<String> embeddings();

  /** Numbers per cell of an embedding, without reading it. */
  int dimensions(String key);

  /**
   * An embedding (cells, dimensions) by its {@code obsm} key.
   *
   * @throws org.polysome.fault.DataException if it has more numbers than an array holds
   * @throws org.polysome.fault.UsageException if there is none of that name, listing those that are
   *     there
   */
  DenseMatrix embedding(String key);

  /**
   * Some cells of an embedding, in the order they are named, without the others in memory where the
   * format can do so.
   *
   * @param rows places of the cells
   */
  default DenseMatrix embedding(String key, int[] rows) {
    return embedding(key).select(rows);
  }

  /** The free-form tree {@code uns}; empty for formats without one. */
  Unstructured.Tree uns();

  /** Paths of what the file holds besides, such as {@code obsp/distances}, which is not read. */
  List<String> unread();

  /** Which genes each source measured, if the file is a merge that says so. */
  Optional<MeasuredGenes> measured();

  /**
   * The table of measured genes that speaks of the columns of this matrix; {@code raw} has genes of
   * its own, of which it says nothing.
   */
  default Optional<MeasuredGenes> measured(String matrix) {
    return matrix.equals(RAW) ? Optional.empty() : measured();
  }

  @Override
  void close();
}

package org.polysome.anndata.hdf5;

import java.util.Optional;
import org.polysome.anndata.RowMatrix;

/** Opens whatever lies under a key as a matrix, in old and new encodings alike. */
final class MatrixReader {

  private MatrixReader() {}

  /**
   * A backed matrix: a dense array, {@code csr_matrix} or {@code csc_matrix} (anndata 0.7 and
   * later), or {@code h5sparse_format} (before).
   */
  static RowMatrix open(Hdf5Node node) {
    if (!node.isGroup()) {
      return new DenseRows(node);
    }
    String encoding =
        node.text("encoding-type")
            .or(() -> node.text("h5sparse_format").map(format -> format + "_matrix"))
            .orElseThrow(() -> node.fault("is a group that does not say which matrix it is"));
    long[] shape =
        first(node.integers("shape"), node.integers("h5sparse_shape"))
            .filter(s -> s.length == 2)
            .orElseThrow(() -> node.fault("damaged: a sparse matrix without its shape"));
    int rows = dimension(node, shape[0]);
    int columns = dimension(node, shape[1]);
    return switch (encoding) {
      case "csr_matrix" -> new CsrRows(node, rows, columns);
      case "csc_matrix" -> CscEntries.rows(node, rows, columns);
      default ->
          throw node.fault(
              "is encoded as '"
                  + encoding
                  + "'; matrices are read as array, csr_matrix or csc_matrix");
    };
  }

  /** Whether {@link #open} would take it for a matrix. */
  static boolean isMatrix(Hdf5Node node) {
    if (node.isGroup()) {
      return node.text("h5sparse_format").isPresent()
          || node.text("encoding-type")
              .filter(e -> e.equals("csr_matrix") || e.equals("csc_matrix"))
              .isPresent();
    }
    return isDense(node);
  }

  /** Whether it is a two-dimensional array of numbers. */
  static boolean isDense(Hdf5Node node) {
    return !node.isGroup()
        && node.shape().length == 2
        && NumericType.of(node.dataset().getDataType()).isPresent();
  }

  /** A dimension as a Java array length. */
  static int dimension(Hdf5Node node, long length) {
    if (length < 0 || length > Integer.MAX_VALUE - 16) {
      throw node.fault("a dimension of " + length + " is out of range");
    }
    return (int) length;
  }

  private static <T> Optional<T> first(Optional<T> one, Optional<T> other) {
    return one.isPresent() ? one : other;
  }
}

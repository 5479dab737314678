package org.polysome.anndata.hdf5;

import java.util.Arrays;
import org.polysome.matrix.CsrMatrix;

/**
 * A matrix of an {@link H5adWriter}, written as {@code csr_matrix} by appending blocks of rows:
 * float32 values, int32 columns, int64 offsets. Memory is that of one block and of the offsets.
 */
public final class MatrixWriter {

  private final NativeFile file;
  private final String name;
  private final int columns;
  private final NativeDataset data;
  private final NativeDataset indices;
  private long[] indptr = new long[1025];
  private int rows;

  MatrixWriter(NativeFile file, String name, int columns) {
    this.file = file;
    this.name = name;
    this.columns = columns;
    file.group(name);
    file.encoding(name, "csr_matrix", "0.1.0");
    this.data = file.dataset(name + "/data", ElementType.FLOAT32, Layout.growingList());
    this.indices = file.dataset(name + "/indices", ElementType.INT32, Layout.growingList());
  }

  /** Appends the rows of a block, which has as many columns as there are genes. */
  public void append(CsrMatrix block) {
    if (block.columns() != columns) {
      throw new IllegalArgumentException(
          name + ": a block of " + block.columns() + " columns for " + columns + " genes");
    }
    data.append(block.values(), block.entries());
    indices.append(block.indices(), block.entries());
    if (rows + block.rows() >= indptr.length) {
      indptr = Arrays.copyOf(indptr, Math.max(rows + block.rows() + 1, indptr.length * 2));
    }
    long offset = indptr[rows];
    for (int r = 1; r <= block.rows(); r++) {
      indptr[rows + r] = offset + block.indptr()[r];
    }
    rows += block.rows();
  }

  /** Number of rows appended so far. */
  public int rows() {
    return rows;
  }

  String name() {
    return name;
  }

  void finish() {
    data.close();
    indices.close();
    try (NativeDataset offsets =
        file.dataset(name + "/indptr", ElementType.INT64, Layout.list(rows + 1))) {
      offsets.append(Arrays.copyOf(indptr, rows + 1));
    }
    file.attribute(name, "shape", new long[] {rows, columns});
  }
}

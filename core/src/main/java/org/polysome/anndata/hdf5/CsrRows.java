package org.polysome.anndata.hdf5;

import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/** A {@code csr_matrix} on disk: a block of rows is one run of entries. */
final class CsrRows implements RowMatrix {

  private final CompressedStorage storage;
  private final int rows;
  private final int columns;

  CsrRows(Hdf5Node node, int rows, int columns) {
    this.storage = CompressedStorage.open(node, rows);
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public CsrMatrix rows(int from, int until) {
    Objects.checkFromToIndex(from, until, rows);
    long start = storage.offsets()[from];
    int count = blockSize(storage.offsets()[until] - start, storage.node());
    int[] indices = new int[count];
    float[] values = new float[count];
    // nearly all the time goes into decompression, so the two arrays are read side by side
    ForkJoinTask<?> data =
        ForkJoinPool.commonPool().submit(() -> storage.data().floats(start, values, 0, count));
    storage.indices().indices(start, indices, count, columns);
    data.join();
    int[] indptr = new int[until - from + 1];
    for (int r = 0; r < indptr.length; r++) {
      indptr[r] = (int) (storage.offsets()[from + r] - start);
    }
    return isCanonical(indptr, indices, values)
        ? new CsrMatrix(until - from, columns, indptr, indices, values)
        : canonical(indptr, indices, values);
  }

  static int blockSize(long entries, Hdf5Node node) {
    if (entries > Integer.MAX_VALUE - 16) {
      throw node.fault("a block of " + entries + " entries is too large; read fewer rows at once");
    }
    return (int) entries;
  }

  private static boolean isCanonical(int[] indptr, int[] indices, float[] values) {
    for (int r = 0; r + 1 < indptr.length; r++) {
      int last = -1;
      for (int i = indptr[r]; i < indptr[r + 1]; i++) {
        if (indices[i] <= last || values[i] == 0) {
          return false;
        }
        last = indices[i];
      }
    }
    return true;
  }

  private CsrMatrix canonical(int[] indptr, int[] indices, float[] values) {
    CsrBuilder builder = new CsrBuilder(columns, indices.length);
    for (int r = 0; r + 1 < indptr.length; r++) {
      for (int i = indptr[r]; i < indptr[r + 1]; i++) {
        builder.add(indices[i], values[i]);
      }
      builder.endRow();
    }
    return builder.build();
  }

  @Override
  public MatrixStorage storage() {
    return new MatrixStorage("csr", storage.data().type().numpy(), storage.entries());
  }
}

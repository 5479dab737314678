package org.polysome.anndata;

import java.util.Arrays;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;

/**
 * Rows of a matrix whose file has no rows to slice: column-compressed, Matrix Market, a table of
 * genes x cells. Each pass over such a file can only collect the rows of one band. A first pass
 * counts the entries of each row; bands are then as many rows as fit into a budget, and one band is
 * kept, so that an ascending read costs one pass per band and memory stays bounded. A file that is
 * much larger than memory is better converted to h5ad once ({@code data convert}).
 */
public final class BandedRows extends LoadedBands {

  private static final int BYTES_PER_ENTRY = Integer.BYTES + Float.BYTES;
  private static final int SHARE_OF_HEAP = 6;

  private final MatrixStorage storage;
  private final EntrySource source;
  private final long budget;
  private long[] offsets = new long[0];

  /** A matrix with a sixth of the heap for its band. */
  public BandedRows(int rows, int columns, MatrixStorage storage, EntrySource source) {
    this(
        rows,
        columns,
        storage,
        source,
        Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_PER_ENTRY);
  }

  BandedRows(int rows, int columns, MatrixStorage storage, EntrySource source, long budget) {
    super(rows, columns);
    this.storage = storage;
    this.source = source;
    this.budget = Math.min(budget, Integer.MAX_VALUE - 16);
  }

  @Override
  public MatrixStorage storage() {
    return storage;
  }

  @Override
  protected Band load(int first) {
    int rows = rows();
    if (offsets.length == 0) {
      long[] counts = new long[rows + 1];
      source.scanRows(row -> counts[row + 1]++);
      Arrays.parallelPrefix(counts, Long::sum);
      offsets = counts;
    }
    int until = first + 1;
    while (until < rows && offsets[until + 1] - offsets[first] <= budget) {
      until++;
    }
    if (offsets[until] - offsets[first] > Integer.MAX_VALUE - 16) {
      throw new DataException("row " + first + " alone has more entries than memory can hold");
    }
    return new Band(first, collect(first, until - first));
  }

  private CsrMatrix collect(int first, int height) {
    int[] indptr = new int[height + 1];
    for (int r = 0; r <= height; r++) {
      indptr[r] = (int) (offsets[first + r] - offsets[first]);
    }
    int[] next = Arrays.copyOf(indptr, height);
    int[] indices = new int[indptr[height]];
    float[] values = new float[indptr[height]];
    source.scan(
        (row, column, value) -> {
          int r = row - first;
          if (r >= 0 && r < height) {
            indices[next[r]] = column;
            values[next[r]++] = value;
          }
        });
    return new CsrMatrix(height, columns(), indptr, indices, values);
  }
}

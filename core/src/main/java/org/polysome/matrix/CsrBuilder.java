package org.polysome.matrix;

import java.util.Arrays;

/**
 * Makes a {@link CsrMatrix} row by row from entries in any order: sorts each row, adds up entries
 * of the same column (as compressed formats with repeated entries mean a sum) and leaves out zeros.
 * NaN is kept.
 */
public final class CsrBuilder {

  private final int columns;
  private int[] indptr = new int[1025];
  private int rows;
  private int[] indices;
  private float[] values;
  private int used;
  private boolean ascending = true;

  /**
   * An empty matrix.
   *
   * @param columns number of columns
   * @param expected a guess of the number of entries
   */
  public CsrBuilder(int columns, int expected) {
    this.columns = columns;
    this.indices = new int[Math.max(16, expected)];
    this.values = new float[Math.max(16, expected)];
  }

  /**
   * Adds an entry to the row that is being made.
   *
   * @throws org.polysome.fault.DataException if there are more than an array holds
   */
  public void add(int column, float value) {
    if (column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException("column " + column + " of " + columns);
    }
    if (value == 0) {
      return;
    }
    if (used == indices.length) {
      int larger = ArraySize.grown("stored values of a matrix in memory", used, used + 1L);
      indices = Arrays.copyOf(indices, larger);
      values = Arrays.copyOf(values, larger);
    }
    ascending &= used == indptr[rows] || indices[used - 1] < column;
    indices[used] = column;
    values[used++] = value;
  }

  /** Ends the row that is being made. */
  public void endRow() {
    if (!ascending) {
      canonical(indptr[rows]);
      ascending = true;
    }
    if (++rows == indptr.length) {
      indptr =
          Arrays.copyOf(indptr, ArraySize.grown("rows of a matrix in memory", rows, rows + 1L));
    }
    indptr[rows] = used;
  }

  /** Number of finished rows. */
  public int rows() {
    return rows;
  }

  /** Number of entries so far. */
  public int entries() {
    return used;
  }

  /** The finished rows as a matrix; the builder must not be used afterwards. */
  public CsrMatrix build() {
    return new CsrMatrix(
        rows,
        columns,
        Arrays.copyOf(indptr, rows + 1),
        indices.length == used ? indices : Arrays.copyOf(indices, used),
        values.length == used ? values : Arrays.copyOf(values, used));
  }

  private void canonical(int from) {
    long[] packed = new long[used - from];
    for (int i = from; i < used; i++) {
      packed[i - from] = (long) indices[i] << 32 | Float.floatToRawIntBits(values[i]) & 0xFFFFFFFFL;
    }
    Arrays.sort(packed);
    int to = from;
    for (int i = 0; i < packed.length; ) {
      int column = (int) (packed[i] >> 32);
      double sum = 0;
      for (; i < packed.length && (int) (packed[i] >> 32) == column; i++) {
        sum += Float.intBitsToFloat((int) packed[i]);
      }
      if ((float) sum != 0) {
        indices[to] = column;
        values[to++] = (float) sum;
      }
    }
    used = to;
  }
}

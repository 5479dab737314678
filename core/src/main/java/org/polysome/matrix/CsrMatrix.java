package org.polysome.matrix;

/**
 * A block of cells x genes in compressed sparse rows, in memory. Row r holds the entries {@code
 * indptr[r]} to {@code indptr[r + 1]}; column indices ascend strictly within a row; zeros are not
 * stored.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param indptr {@code rows + 1} offsets, the first 0
 * @param indices column of each entry
 * @param values value of each entry
 */
public record CsrMatrix(int rows, int columns, int[] indptr, int[] indices, float[] values) {

  /** Checks the lengths; the order within rows is the maker's promise. */
  public CsrMatrix {
    if (indptr.length != rows + 1 || indptr[0] != 0) {
      throw new IllegalArgumentException(
          "indptr of " + indptr.length + " does not fit " + rows + " rows");
    }
    if (indices.length < indptr[rows] || values.length < indptr[rows]) {
      throw new IllegalArgumentException(
          "indices or values are shorter than indptr says: " + indptr[rows]);
    }
  }

  /** Number of stored entries. */
  public int entries() {
    return indptr[rows];
  }

  /** A copy with rows and columns exchanged. */
  public CsrMatrix transposed() {
    int[] starts = new int[columns + 1];
    for (int i = 0; i < entries(); i++) {
      starts[indices[i] + 1]++;
    }
    for (int column = 0; column < columns; column++) {
      starts[column + 1] += starts[column];
    }
    int[] next = starts.clone();
    int[] turnedIndices = new int[entries()];
    float[] turnedValues = new float[entries()];
    for (int row = 0; row < rows; row++) {
      for (int i = indptr[row]; i < indptr[row + 1]; i++) {
        int place = next[indices[i]]++;
        turnedIndices[place] = row;
        turnedValues[place] = values[i];
      }
    }
    return new CsrMatrix(columns, rows, starts, turnedIndices, turnedValues);
  }
}

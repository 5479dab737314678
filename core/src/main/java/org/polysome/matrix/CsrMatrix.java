package org.polysome.matrix;

import java.util.Arrays;
import java.util.stream.IntStream;

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

  /** The place of a column that is not chosen. */
  private static final int ABSENT = -1;

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

  /** Some columns of all rows, with their zeros. */
  public DenseMatrix dense(int[] chosenColumns) {
    return dense(IntStream.range(0, rows).toArray(), chosenColumns);
  }

  /**
   * Some rows and columns, with their zeros, in the order they are named.
   *
   * @param chosenRows a row may be named twice
   * @param chosenColumns each once
   */
  public DenseMatrix dense(int[] chosenRows, int[] chosenColumns) {
    int[] places = new int[columns];
    Arrays.fill(places, ABSENT);
    for (int i = 0; i < chosenColumns.length; i++) {
      places[chosenColumns[i]] = i;
    }
    DenseMatrix dense = DenseMatrix.zeros(chosenRows.length, chosenColumns.length);
    for (int row = 0; row < chosenRows.length; row++) {
      for (int i = indptr[chosenRows[row]]; i < indptr[chosenRows[row] + 1]; i++) {
        int place = places[indices[i]];
        if (place != ABSENT) {
          dense.values()[row * chosenColumns.length + place] = values[i];
        }
      }
    }
    return dense;
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

package org.polysome.anndata;

import java.util.Objects;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/**
 * Rows of a matrix that can only be loaded by bands of several rows at once. The band loaded last
 * is kept, so that an ascending read loads each band once. Safe for several threads, which take
 * turns.
 */
public abstract class LoadedBands implements RowMatrix {

  /**
   * Some rows in memory.
   *
   * @param from number of the first
   * @param values the rows
   */
  public record Band(int from, CsrMatrix values) {

    private boolean has(int row) {
      return row >= from && row < from + values.rows();
    }
  }

  private final int rows;
  private final int columns;
  private Band band;

  /** A matrix of which nothing is loaded yet. */
  protected LoadedBands(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.band = nothing(columns);
  }

  /** Loads a band that begins at or before a row and reaches beyond it. */
  protected abstract Band load(int row);

  @Override
  public final int rows() {
    return rows;
  }

  @Override
  public final int columns() {
    return columns;
  }

  private static Band nothing(int columns) {
    return new Band(0, new CsrMatrix(0, columns, new int[1], new int[0], new float[0]));
  }

  @Override
  public final synchronized CsrMatrix rows(int from, int until) {
    Objects.checkFromToIndex(from, until, rows);
    CsrBuilder builder = new CsrBuilder(columns, 1024);
    for (int row = from; row < until; row++) {
      if (!band.has(row)) {
        band = nothing(columns); // two bands at once would take twice the memory
        band = load(row);
      }
      CsrMatrix values = band.values();
      int r = row - band.from();
      for (int i = values.indptr()[r]; i < values.indptr()[r + 1]; i++) {
        builder.add(values.indices()[i], values.values()[i]);
      }
      builder.endRow();
    }
    return builder.build();
  }
}

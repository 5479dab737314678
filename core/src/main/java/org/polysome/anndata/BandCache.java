package org.polysome.anndata;

import java.util.Objects;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/**
 * Rows of a matrix that can only be loaded by bands of several rows at once. The band loaded last
 * is kept, so that an ascending read loads each band once. Safe for several threads, which take
 * turns.
 */
public final class BandCache {

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

  /** Loads the band that holds a row. */
  @FunctionalInterface
  public interface Loader {
    /** A band that begins at or before the row and reaches beyond it. */
    Band load(int row);
  }

  private final int rows;
  private final int columns;
  private final Loader loader;
  private Band band;

  /** A cache that holds nothing yet. */
  public BandCache(int rows, int columns, Loader loader) {
    this.rows = rows;
    this.columns = columns;
    this.loader = loader;
    this.band = nothing();
  }

  private Band nothing() {
    return new Band(0, new CsrMatrix(0, columns, new int[1], new int[0], new float[0]));
  }

  /** The rows {@code from} to {@code until}, sorted, without zeros. */
  public synchronized CsrMatrix rows(int from, int until) {
    Objects.checkFromToIndex(from, until, rows);
    CsrBuilder builder = new CsrBuilder(columns, 1024);
    for (int row = from; row < until; row++) {
      if (!band.has(row)) {
        band = nothing(); // two bands at once would take twice the memory
        band = loader.load(row);
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

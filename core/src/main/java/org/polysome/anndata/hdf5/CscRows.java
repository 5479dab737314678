package org.polysome.anndata.hdf5;

import java.util.Arrays;
import java.util.Objects;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/**
 * A {@code csc_matrix} on disk, read by rows. A column-compressed file has no rows to slice: each
 * pass over it can only collect the rows of one band. A first pass counts the entries of each row;
 * bands are then as many rows as fit into an eighth of the heap, and one band is kept, so that an
 * ascending read costs one pass per band. A file that is much larger than memory is better
 * converted to CSR once ({@code data convert}).
 */
final class CscRows implements RowMatrix {

  private static final int BYTES_PER_ENTRY = Integer.BYTES + Float.BYTES;
  private static final int PIECE = 1 << 16;

  private final CompressedStorage storage;
  private final int rows;
  private final int columns;
  private final long bandEntries;
  private long[] rowOffsets = new long[0];
  private int bandFrom;
  private int bandUntil;
  private CsrMatrix band;

  CscRows(Hdf5Node node, int rows, int columns) {
    this(node, rows, columns, Runtime.getRuntime().maxMemory() / 8 / BYTES_PER_ENTRY);
  }

  CscRows(Hdf5Node node, int rows, int columns, long bandEntries) {
    this.storage = CompressedStorage.open(node, columns);
    this.rows = rows;
    this.columns = columns;
    this.bandEntries = Math.min(bandEntries, Integer.MAX_VALUE - 16);
    this.band = new CsrMatrix(0, columns, new int[1], new int[0], new float[0]);
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
  public synchronized CsrMatrix rows(int from, int until) {
    Objects.checkFromToIndex(from, until, rows);
    CsrBuilder builder = new CsrBuilder(columns, 1024);
    for (int r = from; r < until; r++) {
      if (r < bandFrom || r >= bandUntil) {
        loadBand(r);
      }
      for (int i = band.indptr()[r - bandFrom]; i < band.indptr()[r - bandFrom + 1]; i++) {
        builder.add(band.indices()[i], band.values()[i]);
      }
      builder.endRow();
    }
    return builder.build();
  }

  private void loadBand(int first) {
    if (rowOffsets.length == 0) {
      rowOffsets = countRows();
    }
    bandFrom = first;
    bandUntil = first + 1;
    while (bandUntil < rows && rowOffsets[bandUntil + 1] - rowOffsets[first] <= bandEntries) {
      bandUntil++;
    }
    band = collect();
  }

  private long[] countRows() {
    long[] offsets = new long[rows + 1];
    int[] piece = new int[PIECE];
    for (long at = 0; at < storage.entries(); at += PIECE) {
      int count = (int) Math.min(PIECE, storage.entries() - at);
      storage.indices().indices(at, piece, count, rows);
      for (int i = 0; i < count; i++) {
        offsets[piece[i] + 1]++;
      }
    }
    Arrays.parallelPrefix(offsets, Long::sum);
    return offsets;
  }

  /** One pass over the file; columns come in ascending order, so each row is filled in order. */
  private CsrMatrix collect() {
    int height = bandUntil - bandFrom;
    int[] indptr = new int[height + 1];
    for (int r = 0; r <= height; r++) {
      indptr[r] =
          CsrRows.blockSize(rowOffsets[bandFrom + r] - rowOffsets[bandFrom], storage.node());
    }
    int[] next = Arrays.copyOf(indptr, height);
    int[] indices = new int[indptr[height]];
    float[] values = new float[indptr[height]];
    int[] pieceRows = new int[PIECE];
    float[] pieceValues = new float[PIECE];
    int column = 0;
    for (long at = 0; at < storage.entries(); at += PIECE) {
      int count = (int) Math.min(PIECE, storage.entries() - at);
      storage.indices().indices(at, pieceRows, count, rows);
      storage.data().floats(at, pieceValues, 0, count);
      for (int i = 0; i < count; i++) {
        while (at + i >= storage.offsets()[column + 1]) {
          column++;
        }
        int row = pieceRows[i] - bandFrom;
        if (row >= 0 && row < height) {
          indices[next[row]] = column;
          values[next[row]++] = pieceValues[i];
        }
      }
    }
    return new CsrMatrix(height, columns, indptr, indices, values);
  }

  @Override
  public MatrixStorage storage() {
    return new MatrixStorage("csc", storage.data().type().numpy(), storage.entries());
  }
}

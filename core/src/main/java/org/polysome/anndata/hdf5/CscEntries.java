package org.polysome.anndata.hdf5;

import java.util.function.IntConsumer;
import org.polysome.anndata.BandedRows;
import org.polysome.anndata.EntrySource;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;

/** The entries of a {@code csc_matrix} on disk, column by column. */
final class CscEntries implements EntrySource {

  private static final int PIECE = 1 << 16;

  private final CompressedStorage storage;
  private final int rows;

  private CscEntries(CompressedStorage storage, int rows) {
    this.storage = storage;
    this.rows = rows;
  }

  static RowMatrix rows(Hdf5Node node, int rows, int columns) {
    CompressedStorage storage = CompressedStorage.open(node, columns);
    MatrixStorage how = new MatrixStorage("csc", storage.data().type().numpy(), storage.entries());
    return new BandedRows(rows, columns, how, new CscEntries(storage, rows));
  }

  @Override
  public void scan(Visitor visitor) {
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
        visitor.entry(pieceRows[i], column, pieceValues[i]);
      }
    }
  }

  @Override
  public void scanRows(IntConsumer visitor) {
    int[] piece = new int[PIECE];
    for (long at = 0; at < storage.entries(); at += PIECE) {
      int count = (int) Math.min(PIECE, storage.entries() - at);
      storage.indices().indices(at, piece, count, rows);
      for (int i = 0; i < count; i++) {
        visitor.accept(piece[i]);
      }
    }
  }
}

package org.polysome.anndata.hdf5;

import io.jhdf.api.dataset.ChunkedDataset;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/**
 * A dense array on disk, read by rows. A chunk can only be decompressed whole, so a band as high as
 * a chunk is decoded stripe by stripe of columns and kept as sparse rows; an ascending read decodes
 * each chunk once and holds little more than the non-zeros of one band.
 */
final class DenseRows implements RowMatrix {

  /** Numbers decoded at once, about; a single chunk may hold more. */
  private static final int PIECE = 1 << 20;

  private final Hdf5Node node;
  private final NumericType type;
  private final int rows;
  private final int columns;
  private final int bandRows;
  private final int stripeColumns;
  private int bandFrom;
  private CsrMatrix band;

  DenseRows(Hdf5Node node) {
    this.node = node;
    long[] shape = node.shape();
    if (shape.length != 2) {
      throw node.fault("has " + shape.length + " dimensions where a matrix was expected");
    }
    this.type =
        NumericType.of(node.dataset().getDataType())
            .orElseThrow(() -> node.fault("holds no numbers where a matrix was expected"));
    this.rows = MatrixReader.dimension(node, shape[0]);
    this.columns = MatrixReader.dimension(node, shape[1]);
    if (node.dataset() instanceof ChunkedDataset chunked) {
      int[] chunk = chunked.getChunkDimensions();
      this.stripeColumns =
          Math.min(columns, Math.max(1, PIECE / Math.max(1, chunk[0]) / chunk[1]) * chunk[1]);
      this.bandRows = Math.max(1, PIECE / chunk[0] / Math.max(1, columns)) * chunk[0];
    } else {
      this.stripeColumns = columns;
      this.bandRows = Math.max(1, PIECE / Math.max(1, columns));
    }
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
      if (r < bandFrom || r >= bandFrom + band.rows()) {
        bandFrom = r / bandRows * bandRows;
        band = decode(Math.min(bandRows, rows - bandFrom));
      }
      for (int i = band.indptr()[r - bandFrom]; i < band.indptr()[r - bandFrom + 1]; i++) {
        builder.add(band.indices()[i], band.values()[i]);
      }
      builder.endRow();
    }
    return builder.build();
  }

  private CsrMatrix decode(int height) {
    List<CsrMatrix> stripes = new ArrayList<>();
    for (int column = 0; column < columns; column += stripeColumns) {
      stripes.add(stripe(height, column, Math.min(stripeColumns, columns - column)));
    }
    if (stripes.size() == 1) {
      return stripes.getFirst();
    }
    int entries = stripes.stream().mapToInt(CsrMatrix::entries).reduce(0, Math::addExact);
    CsrBuilder builder = new CsrBuilder(columns, entries);
    for (int r = 0; r < height; r++) {
      for (CsrMatrix stripe : stripes) {
        for (int i = stripe.indptr()[r]; i < stripe.indptr()[r + 1]; i++) {
          builder.add(stripe.indices()[i], stripe.values()[i]);
        }
      }
      builder.endRow();
    }
    return builder.build();
  }

  /** The non-zeros of some columns of the band, with the column numbers of the whole matrix. */
  private CsrMatrix stripe(int height, int firstColumn, int width) {
    ByteBuffer bytes =
        Hdf5File.guarded(
            node.where() + ": cannot be read, the file may be damaged",
            () ->
                NumericVector.slice(
                    node, new long[] {bandFrom, firstColumn}, new int[] {height, width}));
    CsrBuilder builder = new CsrBuilder(columns, height * 16);
    float[] row = new float[width];
    for (int r = 0; r < height; r++) {
      try {
        type.floats(bytes, r * width, row, 0, width);
      } catch (NumericType.InexactException e) {
        throw new DataException(
            node.where() + ": the whole number " + e.getMessage() + " does not fit into float32",
            e);
      }
      for (int c = 0; c < width; c++) {
        builder.add(firstColumn + c, row[c]);
      }
      builder.endRow();
    }
    return builder.build();
  }

  @Override
  public MatrixStorage storage() {
    return new MatrixStorage("dense", type.numpy(), (long) rows * columns);
  }
}

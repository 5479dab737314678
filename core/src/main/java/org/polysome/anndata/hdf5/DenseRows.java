package org.polysome.anndata.hdf5;

import io.jhdf.api.dataset.ChunkedDataset;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.polysome.anndata.LoadedBands;
import org.polysome.anndata.MatrixStorage;
import org.polysome.fault.DataException;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/**
 * A dense array on disk, read by rows. A chunk can only be decompressed whole, so a band as high as
 * a chunk is decoded stripe by stripe of columns and kept as sparse rows; an ascending read decodes
 * each chunk once and holds little more than the non-zeros of one band.
 */
final class DenseRows extends LoadedBands {

  /** Numbers decoded at once, about; a single chunk may hold more. */
  private static final int PIECE = 1 << 20;

  private final Hdf5Node node;
  private final NumericType type;
  private final int bandRows;
  private final int stripeColumns;

  DenseRows(Hdf5Node node) {
    long[] shape = node.shape();
    if (shape.length != 2) {
      throw node.fault("has " + shape.length + " dimensions where a matrix was expected");
    }
    super(MatrixReader.dimension(node, shape[0]), MatrixReader.dimension(node, shape[1]));
    this.node = node;
    this.type =
        NumericType.of(node.dataset().getDataType())
            .orElseThrow(() -> node.fault("holds no numbers where a matrix was expected"));
    int columns = columns();
    if (node.dataset() instanceof ChunkedDataset chunked) {
      int[] chunk = chunked.getChunkDimensions();
      this.stripeColumns =
          Math.min(columns, Math.max(1, PIECE / Math.max(1, chunk[0]) / chunk[1]) * chunk[1]);
      this.bandRows = Math.max(1, PIECE / chunk[0] / Math.max(1, columns)) * chunk[0];
    } else {
      this.stripeColumns = columns;
      this.bandRows = Math.max(1, PIECE / Math.max(1, columns));
    }
  }

  @Override
  protected Band load(int row) {
    int first = row / bandRows * bandRows;
    return new Band(first, decode(first, Math.min(bandRows, rows() - first)));
  }

  private CsrMatrix decode(int first, int height) {
    List<CsrMatrix> stripes = new ArrayList<>();
    for (int column = 0; column < columns(); column += stripeColumns) {
      int width = Math.min(stripeColumns, columns() - column);
      stripes.add(stripe(new int[] {height, width}, first, column));
    }
    if (stripes.size() == 1) {
      return stripes.getFirst();
    }
    int entries =
        ArraySize.of(
            "stored values of a block of rows",
            stripes.stream().mapToLong(CsrMatrix::entries).sum());
    CsrBuilder builder = new CsrBuilder(columns(), entries);
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
  private CsrMatrix stripe(int[] shape, int firstRow, int firstColumn) {
    int height = shape[0];
    int width = shape[1];
    ByteBuffer bytes =
        Hdf5File.guarded(
            node.where() + ": cannot be read, the file may be damaged",
            () -> NumericVector.slice(node, new long[] {firstRow, firstColumn}, shape));
    CsrBuilder builder = new CsrBuilder(columns(), height * 16);
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
    return new MatrixStorage("dense", type.numpy(), (long) rows() * columns());
  }
}

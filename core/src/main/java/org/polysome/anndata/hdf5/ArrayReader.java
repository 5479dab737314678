package org.polysome.anndata.hdf5;

import io.jhdf.dataset.DatasetBase;
import java.nio.ByteBuffer;
import org.polysome.matrix.DenseMatrix;

/** Reads a whole array of numbers, of any shape. */
final class ArrayReader {

  private ArrayReader() {}

  /** All numbers as float64, row-major. */
  static double[] doubles(Hdf5Node node, NumericType type) {
    DatasetBase dataset = (DatasetBase) node.dataset();
    int size = MatrixReader.dimension(node, dataset.getSize());
    double[] values = new double[size];
    if (size == 0 || (dataset.isEmpty() && !dataset.isScalar())) {
      return values;
    }
    ByteBuffer bytes =
        Hdf5File.guarded(
            node.where() + ": cannot be read, the file may be damaged", dataset::getDataBuffer);
    type.doubles(bytes, 0, values, 0, size);
    return values;
  }

  /** A matrix read row block by row block, so that only the result is held whole. */
  static DenseMatrix matrix(Hdf5Node node, NumericType type) {
    int rows = MatrixReader.dimension(node, node.shape()[0]);
    int columns = MatrixReader.dimension(node, node.shape()[1]);
    int size = MatrixReader.dimension(node, (long) rows * columns);
    double[] values = new double[size];
    int step = Math.max(1, (1 << 20) / Math.max(1, columns));
    for (int r = 0; r < rows && columns > 0; r += step) {
      int from = r;
      int height = Math.min(step, rows - r);
      ByteBuffer bytes =
          Hdf5File.guarded(
              node.where() + ": cannot be read, the file may be damaged",
              () -> NumericVector.slice(node, new long[] {from, 0}, new int[] {height, columns}));
      type.doubles(bytes, 0, values, from * columns, height * columns);
    }
    return new DenseMatrix(rows, columns, values);
  }
}

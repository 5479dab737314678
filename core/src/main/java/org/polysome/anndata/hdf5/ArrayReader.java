package org.polysome.anndata.hdf5;

import io.jhdf.dataset.DatasetBase;
import java.nio.ByteBuffer;
import org.polysome.matrix.ArraySize;
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
    double[] values = new double[ArraySize.of(words(node), rows, columns)];
    int step = Math.max(1, (1 << 20) / Math.max(1, columns));
    for (int r = 0; r < rows && columns > 0; r += step) {
      int height = Math.min(step, rows - r);
      type.doubles(block(node, r, height, columns), 0, values, r * columns, height * columns);
    }
    return new DenseMatrix(rows, columns, values);
  }

  /**
   * Some rows of a matrix, in the order they are named: those that ascend are read block by block,
   * and blocks without one of them not at all, so that the matrix may be larger than memory.
   */
  static DenseMatrix rows(Hdf5Node node, NumericType type, int[] chosen) {
    int rows = MatrixReader.dimension(node, node.shape()[0]);
    int columns = MatrixReader.dimension(node, node.shape()[1]);
    double[] values = new double[ArraySize.of(words(node), chosen.length, columns)];
    int step = Math.max(1, (1 << 20) / Math.max(1, columns));
    int loaded = -1;
    ByteBuffer bytes = ByteBuffer.allocate(0);
    for (int i = 0; i < chosen.length && columns > 0; i++) {
      int block = chosen[i] / step;
      if (block != loaded) {
        int from = block * step;
        bytes = block(node, from, Math.min(step, rows - from), columns);
        loaded = block;
      }
      type.doubles(bytes, (chosen[i] - block * step) * columns, values, i * columns, columns);
    }
    return new DenseMatrix(chosen.length, columns, values);
  }

  private static ByteBuffer block(Hdf5Node node, int from, int height, int columns) {
    return Hdf5File.guarded(
        node.where() + ": cannot be read, the file may be damaged",
        () -> NumericVector.slice(node, new long[] {from, 0}, new int[] {height, columns}));
  }

  private static String words(Hdf5Node node) {
    return node.where() + ": (rows, columns)";
  }
}

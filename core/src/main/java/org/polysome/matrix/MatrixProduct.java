package org.polysome.matrix;

import java.util.stream.IntStream;

/**
 * The product of two dense matrices in plain Java: the same bits on every machine, at any thread
 * count and where the engine does not load. The right matrix is walked in tiles that stay in the
 * cache, and the innermost loop adds four scaled rows of the tile to a row of the result:
 * elementwise, so that the compiler can vectorise it, which it does not do to a sum. The terms of
 * each element are added in the order of the inner index whatever the tile, the row or the thread.
 */
public final class MatrixProduct {

  /** Columns of a tile; its rows of doubles stay in a usual first-level cache. */
  private static final int TILE_COLUMNS = 512;

  /** Rows of a tile, a multiple of {@link #TERMS} so that tiles do not regroup terms. */
  private static final int TILE_ROWS = 64;

  /** Rows that one pass over a row of the result adds. */
  private static final int TERMS = 4;

  /** Rows and columns of the piece of the result that one task makes. */
  private static final int TASK_ROWS = 32;

  private static final int TASK_COLUMNS = 2 * TILE_COLUMNS;

  private MatrixProduct() {}

  /**
   * The product of {@code left} (n, k) and {@code right} (k, m).
   *
   * @return a new matrix (n, m)
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public static DenseMatrix multiply(DenseMatrix left, DenseMatrix right) {
    if (left.columns() != right.rows()) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d cannot multiply one of %d x %d"
              .formatted(left.rows(), left.columns(), right.rows(), right.columns()));
    }
    DenseMatrix result = DenseMatrix.zeros(left.rows(), right.columns());
    var kernel = new Kernel(left, right, result);
    int across = Math.ceilDiv(right.columns(), TASK_COLUMNS);
    IntStream.range(0, across * Math.ceilDiv(left.rows(), TASK_ROWS))
        .parallel()
        .forEach(task -> piece(kernel, task / across * TASK_ROWS, task % across * TASK_COLUMNS));
    return result;
  }

  private static void piece(Kernel kernel, int fromRow, int fromColumn) {
    DenseMatrix left = kernel.left;
    DenseMatrix right = kernel.right;
    int rowsEnd = Math.min(fromRow + TASK_ROWS, left.rows());
    int columnsEnd = Math.min(fromColumn + TASK_COLUMNS, right.columns());
    for (int top = 0; top < right.rows(); top += TILE_ROWS) {
      int height = Math.min(TILE_ROWS, right.rows() - top);
      for (int column = fromColumn; column < columnsEnd; column += TILE_COLUMNS) {
        int width = Math.min(TILE_COLUMNS, columnsEnd - column);
        var tile = new Tile(top * right.columns() + column, right.columns(), height, width);
        for (int row = fromRow; row < rowsEnd; row++) {
          kernel.add(tile, row * left.columns() + top, row * right.columns() + column);
        }
      }
    }
  }

  /** Where a tile of the right matrix starts, how far its rows are apart, and its size. */
  private record Tile(int start, int stride, int height, int width) {}

  /** The three matrices, and the two loops over their numbers. */
  private record Kernel(DenseMatrix left, DenseMatrix right, DenseMatrix result) {

    /** Adds the tile's share to the row of the result that starts at {@code target}. */
    void add(Tile tile, int coefficient, int target) {
      int whole = tile.height - tile.height % TERMS;
      for (int row = 0; row < whole; row += TERMS) {
        addFour(tile, tile.start + row * tile.stride, coefficient + row, target);
      }
      for (int row = whole; row < tile.height; row++) {
        addOne(tile.start + row * tile.stride, coefficient + row, target, tile.width);
      }
    }

    private void addFour(Tile tile, int source, int coefficient, int target) {
      double[] from = right.values();
      double[] into = result.values();
      double a = left.values()[coefficient];
      double b = left.values()[coefficient + 1];
      double c = left.values()[coefficient + 2];
      double d = left.values()[coefficient + 3];
      int second = source + tile.stride;
      int third = second + tile.stride;
      int fourth = third + tile.stride;
      for (int i = 0; i < tile.width; i++) {
        into[target + i] +=
            a * from[source + i]
                + b * from[second + i]
                + c * from[third + i]
                + d * from[fourth + i];
      }
    }

    private void addOne(int source, int coefficient, int target, int width) {
      double[] from = right.values();
      double[] into = result.values();
      double a = left.values()[coefficient];
      for (int i = 0; i < width; i++) {
        into[target + i] += a * from[source + i];
      }
    }
  }
}

package org.polysome.graph.neighbor;

import org.polysome.matrix.DenseMatrix;

/**
 * A search from node to nearer node that keeps the best few (Malkov and Yashunin 2018, algorithm
 * 2). It keeps its memory from one search to the next, and so belongs to one thread.
 */
final class Beam {

  private final DenseMatrix points;
  private final int[] seen;
  private final NodeHeap open = new NodeHeap();

  /** The worst first: distances are negative, and nodes turned. */
  private final NodeHeap best = new NodeHeap();

  private int search;

  Beam(DenseMatrix points) {
    this.points = points;
    seen = new int[points.rows()];
  }

  /**
   * A point to search for.
   *
   * @param matrix that it is a row of
   */
  record Query(DenseMatrix matrix, int row) {

    /** Squared; in four sums, for speed, so that the last digits are not those of one sum. */
    double distance(DenseMatrix points, int point) {
      double[] a = matrix.values();
      double[] b = points.values();
      int columns = points.columns();
      int i = row * columns;
      int j = point * columns;
      int whole = i + columns / 4 * 4;
      double first = 0;
      double second = 0;
      double third = 0;
      double fourth = 0;
      for (; i < whole; i += 4, j += 4) {
        first += (a[i] - b[j]) * (a[i] - b[j]);
        second += (a[i + 1] - b[j + 1]) * (a[i + 1] - b[j + 1]);
        third += (a[i + 2] - b[j + 2]) * (a[i + 2] - b[j + 2]);
        fourth += (a[i + 3] - b[j + 3]) * (a[i + 3] - b[j + 3]);
      }
      for (; i < (row + 1) * columns; i++, j++) {
        first += (a[i] - b[j]) * (a[i] - b[j]);
      }
      return first + second + (third + fourth);
    }

    /** Squared, in one sum. */
    double plainDistance(DenseMatrix points, int point) {
      return matrix.squaredDistance(row, points, point);
    }
  }

  /**
   * Searches one layer.
   *
   * @param links of each node
   * @param start where the search begins
   * @param width how many nodes to keep
   * @return the nodes found, nearest first
   */
  int[] search(int[][] links, Query query, int start, int width) {
    search++;
    open.clear();
    best.clear();
    offer(query, start, width);
    while (open.size() > 0 && (best.size() < width || open.key() <= -best.key())) {
      int node = open.node();
      open.removeFirst();
      for (int other : links[node]) {
        if (seen[other] != search) {
          offer(query, other, width);
        }
      }
    }
    int[] found = new int[best.size()];
    for (int place = found.length - 1; place >= 0; place--) {
      found[place] = ~best.node();
      best.removeFirst();
    }
    return found;
  }

  private void offer(Query query, int node, int width) {
    seen[node] = search;
    double distance = query.distance(points, node);
    if (best.size() < width || distance < -best.key()) {
      open.add(distance, node);
      best.add(-distance, ~node);
      if (best.size() > width) {
        best.removeFirst();
      }
    }
  }
}

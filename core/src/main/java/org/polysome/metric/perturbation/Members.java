package org.polysome.metric.perturbation;

import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/** The places of each code, and means over places. */
final class Members {

  private Members() {}

  /** The places of each code from 0, ascending. */
  static int[][] of(int[] codes, int count) {
    int[] sizes = new int[count];
    for (int code : codes) {
      sizes[code]++;
    }
    int[][] places = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    int[] filled = new int[count];
    for (int place = 0; place < codes.length; place++) {
      places[codes[place]][filled[codes[place]]++] = place;
    }
    return places;
  }

  /** The mean of some rows, at least one. */
  static double[] mean(DenseMatrix points, int[] rows) {
    double[] mean = new double[points.columns()];
    for (int row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += points.get(row, j);
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= rows.length;
    }
    return mean;
  }
}

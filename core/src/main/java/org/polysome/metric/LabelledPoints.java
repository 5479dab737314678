package org.polysome.metric;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;

/**
 * Cells with what is known about them.
 *
 * @param points (cells, dimensions), all finite
 * @param labels the class of each cell, from 0
 * @param classes how many classes there may be; some may have no cell
 */
public record LabelledPoints(DenseMatrix points, int[] labels, int classes) {

  /** Checks that there is a label in range for every cell. */
  public LabelledPoints {
    if (points.rows() != labels.length) {
      throw new IllegalArgumentException(labels.length + " labels for " + points.rows() + " cells");
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException("label " + label + " of " + classes + " classes");
      }
    }
  }

  /** Some of the cells, in the order they are named. */
  public LabelledPoints select(int[] cells) {
    int[] chosen = Arrays.stream(cells).map(cell -> labels[cell]).toArray();
    return new LabelledPoints(points.select(cells), chosen, classes);
  }
}

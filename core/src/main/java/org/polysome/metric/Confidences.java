package org.polysome.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/**
 * How sure a classifier was of each cell, and whether it was right: what calibration and abstention
 * follow from.
 *
 * @param confidence the probability given to the class that was answered
 * @param correct whether that class is the true one
 * @param squaredErrors the sum over the classes of the squared difference of probability and truth
 */
public record Confidences(double[] confidence, boolean[] correct, double[] squaredErrors) {

  /** Checks that all are about the same cells. */
  public Confidences {
    if (confidence.length != correct.length || confidence.length != squaredErrors.length) {
      throw new IllegalArgumentException(
          "%d confidences, %d answers, %d errors"
              .formatted(confidence.length, correct.length, squaredErrors.length));
    }
  }

  /**
   * Reads probabilities.
   *
   * @param probabilities (cells, classes), each row of sum one
   * @param predicted the class answered for each cell
   * @param truth the class of each cell
   * @throws IllegalArgumentException if the sizes differ or a probability is not between 0 and 1
   */
  public static Confidences of(DenseMatrix probabilities, int[] predicted, int[] truth) {
    int cells = probabilities.rows();
    if (predicted.length != cells || truth.length != cells) {
      throw new IllegalArgumentException(
          "probabilities of %d cells, %d predicted, %d true classes"
              .formatted(cells, predicted.length, truth.length));
    }
    if (Arrays.stream(probabilities.values()).anyMatch(p -> !(p >= 0 && p <= 1 + 1e-9))) {
      throw new IllegalArgumentException("a probability is not between 0 and 1");
    }
    var found = new Confidences(new double[cells], new boolean[cells], new double[cells]);
    for (int cell = 0; cell < cells; cell++) {
      found.confidence[cell] = probabilities.get(cell, predicted[cell]);
      found.correct[cell] = predicted[cell] == truth[cell];
      for (int label = 0; label < probabilities.columns(); label++) {
        double error = probabilities.get(cell, label) - (label == truth[cell] ? 1 : 0);
        found.squaredErrors[cell] += error * error;
      }
    }
    return found;
  }

  /** The cells of several, one after the other; a cell judged twice counts twice. */
  public static Confidences together(List<Confidences> parts) {
    int cells = parts.stream().mapToInt(Confidences::cells).sum();
    var all = new Confidences(new double[cells], new boolean[cells], new double[cells]);
    int from = 0;
    for (Confidences part : parts) {
      System.arraycopy(part.confidence, 0, all.confidence, from, part.cells());
      System.arraycopy(part.correct, 0, all.correct, from, part.cells());
      System.arraycopy(part.squaredErrors, 0, all.squaredErrors, from, part.cells());
      from += part.cells();
    }
    return all;
  }

  /** Number of cells. */
  public int cells() {
    return confidence.length;
  }

  /**
   * The Brier (1950) score in its form for several classes: the mean over cells of the squared
   * distance of probabilities and truth, from 0 to 2.
   */
  public Measurement brier() {
    return cells() == 0
        ? Measurement.none(Status.TOO_FEW_CELLS)
        : Measurement.of(Arrays.stream(squaredErrors).average().orElseThrow());
  }

  /** The cells, surest first; equally sure ones in their order. */
  int[] surestFirst() {
    return IntStream.range(0, cells())
        .boxed()
        .sorted((a, b) -> Double.compare(confidence[b], confidence[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}

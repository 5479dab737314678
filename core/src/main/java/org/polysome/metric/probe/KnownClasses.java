package org.polysome.metric.probe;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;

/**
 * The classes that have training cells. Models are fitted to these alone: a class that nothing is
 * known of has probability zero.
 *
 * @param labels the known ones, ascending
 * @param classes how many there may be
 */
record KnownClasses(int[] labels, int classes) {

  static KnownClasses of(LabelledPoints train) {
    return new KnownClasses(
        Arrays.stream(train.labels()).distinct().sorted().toArray(), train.classes());
  }

  int count() {
    return labels.length;
  }

  /** Cells of known classes, numbered by their place among these; others are left out. */
  LabelledPoints numbered(LabelledPoints cells) {
    int[] places =
        Arrays.stream(cells.labels()).map(label -> Arrays.binarySearch(labels, label)).toArray();
    int[] kept = IntStream.range(0, places.length).filter(cell -> places[cell] >= 0).toArray();
    DenseMatrix points =
        kept.length == places.length ? cells.points() : cells.points().select(kept);
    int[] codes = Arrays.stream(kept).map(cell -> places[cell]).toArray();
    return new LabelledPoints(points, codes, labels.length);
  }

  /**
   * The answer that scores give: the class of the largest, and their softmax as probabilities.
   *
   * @param scores (cells, known classes)
   */
  Prediction answer(DenseMatrix scores) {
    int[] answers = new int[scores.rows()];
    DenseMatrix probabilities = DenseMatrix.zeros(scores.rows(), classes);
    IntStream.range(0, scores.rows())
        .parallel()
        .forEach(cell -> answers[cell] = labels[softmax(scores, cell, probabilities)]);
    return new Prediction(answers, probabilities);
  }

  private int softmax(DenseMatrix scores, int cell, DenseMatrix probabilities) {
    int best = largest(scores, cell);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += Math.exp(scores.get(cell, i) - scores.get(cell, best));
    }
    for (int i = 0; i < labels.length; i++) {
      probabilities.values()[cell * classes + labels[i]] =
          Math.exp(scores.get(cell, i) - scores.get(cell, best)) / sum;
    }
    return best;
  }

  /** The place of the first largest number of a row. */
  static int largest(DenseMatrix scores, int row) {
    int best = 0;
    for (int i = 1; i < scores.columns(); i++) {
      best = scores.get(row, i) > scores.get(row, best) ? i : best;
    }
    return best;
  }
}

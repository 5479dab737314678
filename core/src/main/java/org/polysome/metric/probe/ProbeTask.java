package org.polysome.metric.probe;

import java.util.Optional;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;

/**
 * What a probe is given.
 *
 * @param train the cells to learn from, at least one
 * @param validation cells to choose between models by; where there are none, a probe that needs
 *     some takes them from the training cells
 * @param test (cells, dimensions) of the cells to answer for
 * @param seed of everything that is drawn in learning
 */
public record ProbeTask(
    LabelledPoints train, Optional<LabelledPoints> validation, DenseMatrix test, long seed) {

  /** Checks that there is something to learn from, of the same dimensions everywhere. */
  public ProbeTask {
    int dimensions = train.points().columns();
    if (train.labels().length == 0
        || test.columns() != dimensions
        || validation.map(cells -> cells.points().columns()).orElse(dimensions) != dimensions) {
      throw new IllegalArgumentException(
          "%d training cells of %d dimensions, test cells of %d"
              .formatted(train.labels().length, dimensions, test.columns()));
    }
  }

  /** A task without validation cells, of seed 0. */
  public static ProbeTask of(LabelledPoints train, DenseMatrix test) {
    return new ProbeTask(train, Optional.empty(), test, 0);
  }
}

package org.polysome.suite;

import java.util.ArrayList;
import java.util.List;
import org.polysome.matrix.ArraySize;
import org.polysome.metric.ConfusionMatrix;

/**
 * How often each class was taken for each other, over all splits of one kind.
 *
 * @param input the file
 * @param embedding the embedding or baseline
 * @param probe name of the probe
 * @param group how the cells were split
 * @param labels the classes
 * @param cells the counts that are not zero, as (truth, prediction, count) with places in labels
 */
public record Confusion(
    String input,
    String embedding,
    String probe,
    String group,
    List<String> labels,
    List<long[]> cells) {

  /** Copies the lists. */
  public Confusion {
    labels = List.copyOf(labels);
    cells = List.copyOf(cells);
  }

  /** The counts of a matrix that are not zero, as (truth, prediction, count). */
  public static List<long[]> sparse(ConfusionMatrix matrix) {
    List<long[]> cells = new ArrayList<>();
    for (int i = 0; i < matrix.counts().length; i++) {
      if (matrix.counts()[i] > 0) {
        cells.add(new long[] {i / matrix.classes(), i % matrix.classes(), matrix.counts()[i]});
      }
    }
    return cells;
  }

  /** The counts as a matrix. */
  public ConfusionMatrix matrix() {
    long[] counts =
        new long[ArraySize.of("a confusion matrix (labels, labels)", labels.size(), labels.size())];
    for (long[] cell : cells) {
      counts[(int) (cell[0] * labels.size() + cell[1])] = cell[2];
    }
    return new ConfusionMatrix(labels.size(), counts);
  }
}

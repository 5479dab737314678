package org.polysome.metric.neighbor;

import java.util.List;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.silhouette.LabelScores;

/**
 * kBET of the cells of each label by themselves.
 *
 * @param labels the share of each label's cells whose surroundings are mixed, in the order of their
 *     codes; a label that is too small, of one batch or without cells has a status
 */
public record LabelKbet(List<Measurement> labels) {

  /** The mean over the labels that have a value. */
  public Measurement mean() {
    boolean single = labels.stream().anyMatch(label -> label.status() == Status.SINGLE_BATCH);
    return LabelScores.mean(labels, single ? Status.SINGLE_BATCH : Status.TOO_FEW_CELLS).score();
  }
}

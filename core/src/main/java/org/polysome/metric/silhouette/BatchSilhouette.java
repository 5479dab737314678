package org.polysome.metric.silhouette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * How well batches are mixed within labels: the absolute silhouette of batches among the cells of
 * one label, averaged over its cells and then over labels. A label of one batch is left out, and
 * one in which every cell is a batch of its own.
 *
 * @param silhouette of the batches
 * @param scaled whether it is 1 minus the absolute silhouette, so that higher is better
 */
public record BatchSilhouette(Silhouette silhouette, boolean scaled) {

  /** ASW batch of scib 1.2 and scib-metrics 0.6 ({@code silhouette_batch}). */
  public static BatchSilhouette asw(PairDistances pairs) {
    return new BatchSilhouette(Silhouette.euclidean(pairs), true);
  }

  /** BRAS of scib-metrics 0.6, cosine and mean distance to other batches. */
  public static BatchSilhouette bras(PairDistances pairs) {
    return bras(pairs, OtherGroups.MEAN);
  }

  /** BRAS of scib-metrics 0.6, cosine, with another distance to other batches. */
  public static BatchSilhouette bras(PairDistances pairs, OtherGroups others) {
    return new BatchSilhouette(new Silhouette(Distance.COSINE_OF_DIRECTIONS, others, pairs), true);
  }

  /**
   * The score.
   *
   * @param cells points and labels
   * @param batches the batch of each cell, from 0
   * @throws IllegalArgumentException if a coordinate is not finite, or the lengths differ
   */
  public LabelScores score(LabelledPoints cells, int[] batches) {
    int count = Arrays.stream(batches).max().orElse(-1) + 1;
    var grouped = new Grouped(cells.points(), cells.labels(), batches, count);
    List<Measurement> labels = new ArrayList<>();
    Status missing = Status.SINGLE_BATCH;
    for (int label = 0; label < cells.classes(); label++) {
      LabelledPoints part = grouped.part(grouped.members(label));
      Measurement score = ofLabel(part);
      if (part.labels().length > 1 && score.status() == Status.TOO_FEW_CELLS) {
        missing = Status.TOO_FEW_CELLS;
      }
      labels.add(score);
    }
    return LabelScores.mean(labels, missing);
  }

  private Measurement ofLabel(LabelledPoints part) {
    Optional<Status> obstacle = Silhouette.obstacle(part.labels());
    if (obstacle.isPresent()) {
      boolean single = obstacle.get() == Status.SINGLE_LABEL;
      return Measurement.none(single ? Status.SINGLE_BATCH : Status.TOO_FEW_CELLS);
    }
    double sum = 0;
    for (double sample : silhouette.samples(part)) {
      sum += Math.abs(sample);
    }
    double mean = sum / part.labels().length;
    return Measurement.of(scaled ? 1 - mean : mean);
  }
}

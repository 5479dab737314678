package org.polysome.metric.silhouette;

import java.util.ArrayList;
import java.util.List;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * The isolated label score by silhouette: over all labels, the silhouettes of each isolated label's
 * cells are averaged and moved to [0, 1], then averaged over those labels. The definition of scib
 * since 1.1.3 and of scib-metrics since 0.4; the two differ in which labels are isolated.
 *
 * @param silhouette of the labels
 */
public record IsolatedLabelSilhouette(Silhouette silhouette) {

  /**
   * The score, and one for each isolated label in their order.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public LabelScores score(LabelledPoints cells, IsolatedLabels isolated) {
    return score(new LabelSilhouette(silhouette).score(cells), cells.labels(), isolated);
  }

  /**
   * The same where the silhouettes of all cells are known already.
   *
   * @param known what {@link LabelSilhouette#score} gave for the same cells
   * @param labels the label of each cell
   */
  public static LabelScores score(CellScores known, int[] labels, IsolatedLabels isolated) {
    if (known.score().status() != Status.OK) {
      return new LabelScores(known.score(), List.of());
    }
    List<Measurement> scores = new ArrayList<>();
    for (int label : isolated.labels()) {
      double sum = 0;
      int size = 0;
      for (int cell = 0; cell < labels.length; cell++) {
        if (labels[cell] == label) {
          sum += known.samples()[cell];
          size++;
        }
      }
      scores.add(Measurement.of((sum / size + 1) / 2));
    }
    return LabelScores.mean(scores, Status.NO_ISOLATED_LABEL);
  }
}

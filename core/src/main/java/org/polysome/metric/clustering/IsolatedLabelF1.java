package org.polysome.metric.clustering;

import java.util.Arrays;
import java.util.List;
import org.polysome.graph.cluster.Clustering;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.agreement.Contingency;
import org.polysome.metric.silhouette.IsolatedLabels;
import org.polysome.metric.silhouette.LabelScores;

/**
 * The isolated label score by clusters, as in scib: for each isolated label the best F1 of any
 * cluster at any resolution, then the mean over labels. The resolutions are those of {@link
 * ResolutionSweep#scib}.
 */
public final class IsolatedLabelF1 {

  private IsolatedLabelF1() {}

  /**
   * The score, and one for each isolated label in their order.
   *
   * @param clusterings at each resolution
   * @param labels the label of each cell, from 0
   * @throws IllegalArgumentException if labels and clusters are not of the same cells
   */
  public static LabelScores score(
      List<Clustering> clusterings, int[] labels, IsolatedLabels isolated) {
    double[] best = new double[1 + Arrays.stream(labels).max().orElse(0)];
    for (Clustering clustering : clusterings) {
      var table = Contingency.of(labels, clustering.labels());
      for (int pair = 0; pair < table.counts().length; pair++) {
        int label = table.rows()[pair];
        double both = table.counts()[pair];
        double f1 = 2 * both / (table.first()[label] + table.second()[table.columns()[pair]]);
        best[label] = Math.max(best[label], f1);
      }
    }
    return LabelScores.mean(
        Arrays.stream(isolated.labels()).mapToObj(label -> Measurement.of(best[label])).toList(),
        Status.NO_ISOLATED_LABEL);
  }
}

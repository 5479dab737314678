package org.polysome.metric.clustering;

import java.util.OptionalDouble;
import org.polysome.graph.cluster.Clustering;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.agreement.AdjustedRand;
import org.polysome.metric.agreement.Average;
import org.polysome.metric.agreement.Contingency;
import org.polysome.metric.agreement.MutualInformation;

/**
 * How well clusters agree with labels, and which clusters they were.
 *
 * @param nmi normalised mutual information, by the arithmetic mean of the entropies
 * @param ari the adjusted Rand index
 * @param method what clustered, such as {@code leiden} or {@code k-means}
 * @param resolution at which; empty for k-means and where no clusters were chosen
 * @param clusters how many there are; 0 where none were chosen
 */
public record ClusterAgreement(
    Measurement nmi, Measurement ari, String method, OptionalDouble resolution, int clusters) {

  static ClusterAgreement none(Status status, String method) {
    Measurement none = Measurement.none(status);
    return new ClusterAgreement(none, none, method, OptionalDouble.empty(), 0);
  }

  /** One label agrees with one cluster for no merit; no cell agrees with nothing. */
  static Status status(int[] labels) {
    Status several = Status.SINGLE_LABEL;
    for (int label : labels) {
      several = label == labels[0] ? several : Status.OK;
    }
    return labels.length == 0 ? Status.TOO_FEW_CELLS : several;
  }

  static double nmi(Clustering clusters, int[] labels) {
    return MutualInformation.normalised(
        Contingency.of(labels, clusters.labels()), Average.ARITHMETIC);
  }

  static Measurement ari(Clustering clusters, int[] labels, Flavor flavor) {
    return AdjustedRand.of(
        Contingency.of(labels, clusters.labels()),
        switch (flavor) {
          case SCIB, SCIB_1_1 -> Flavor.SCIB;
          default -> Flavor.SKLEARN;
        });
  }
}

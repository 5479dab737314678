package org.polysome.metric.clustering;

import java.util.OptionalDouble;
import org.polysome.graph.cluster.Clustering;
import org.polysome.graph.cluster.KMeans;
import org.polysome.metric.Flavor;
import org.polysome.metric.Groups;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * The agreement of labels with as many clusters of {@link KMeans}: what scib-metrics measures by
 * default. Its own draws cannot be had outside JAX; where clusters are apart the result is the
 * same.
 *
 * @param starts how often the clusters are looked for; scib-metrics does so once
 * @param tolerance of {@link KMeans}
 * @param seed of the draws
 */
public record KMeansAgreement(int starts, double tolerance, long seed) {

  /** One start, as scib-metrics. */
  public static KMeansAgreement scibMetrics() {
    return new KMeansAgreement(1, KMeans.USUAL_TOLERANCE, 0);
  }

  /**
   * The agreement; {@link Status#SINGLE_LABEL} where there is one label only.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public ClusterAgreement of(LabelledPoints cells) {
    int[] labels = cells.labels();
    Status status = ClusterAgreement.status(labels);
    if (status != Status.OK) {
      return ClusterAgreement.none(status, "k-means");
    }
    var means = new KMeans(Groups.of(labels).count(), starts, tolerance, seed);
    Clustering clusters = Clustering.bySize(means.fit(cells.points()).labels());
    return new ClusterAgreement(
        Measurement.of(ClusterAgreement.nmi(clusters, labels)),
        ClusterAgreement.ari(clusters, labels, Flavor.SCIB_METRICS),
        "k-means",
        OptionalDouble.empty(),
        clusters.clusters());
  }
}

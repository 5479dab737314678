package org.polysome.metric.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.cluster.Clustering;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * Clusters at several resolutions, of which those are scored that agree best with the labels.
 *
 * @param method what clusters
 * @param resolutions rising by equal steps from the step itself
 * @param flavor whose protocol this is
 * @param seed of the clustering, the same at each resolution
 */
public record ResolutionSweep(
    GraphMethod method, List<Double> resolutions, Flavor flavor, long seed) {

  /** Copies the list and checks that there is a resolution. */
  public ResolutionSweep {
    resolutions = List.copyOf(resolutions);
    if (resolutions.isEmpty()) {
      throw new IllegalArgumentException("no resolutions");
    }
  }

  /** scib since 1.1.6: Leiden at 0.2, 0.4, ..., 2. */
  public static ResolutionSweep scib() {
    return new ResolutionSweep(GraphMethod.LEIDEN, steps(10, 2), Flavor.SCIB, 0);
  }

  /** scib to 1.1.5, which the scIB and scGPT papers used: Louvain at 0.1, 0.2, ..., 2. */
  public static ResolutionSweep olderScib() {
    return new ResolutionSweep(GraphMethod.LOUVAIN, steps(20, 2), Flavor.SCIB_1_1, 0);
  }

  /** scib-metrics: two iterations of Leiden at 0.2, 0.4, ..., 2. */
  public static ResolutionSweep scibMetrics() {
    return new ResolutionSweep(GraphMethod.LEIDEN_TWICE, steps(10, 2), Flavor.SCIB_METRICS, 42);
  }

  /** TxFM: Louvain at ten resolutions, which it does not name; here those of scib. */
  public static ResolutionSweep txfm(long seed) {
    return new ResolutionSweep(GraphMethod.LOUVAIN, steps(10, 2), Flavor.TXFM, seed);
  }

  private static List<Double> steps(int count, int most) {
    return IntStream.rangeClosed(1, count).mapToObj(step -> (double) most * step / count).toList();
  }

  /** The clusters at each resolution, in their order. */
  public List<Clustering> cluster(WeightedGraph graph) {
    return resolutions.parallelStream()
        .map(resolution -> method.cluster(graph, resolution, seed))
        .toList();
  }

  /**
   * The agreement at the resolution of largest normalised mutual information, the first of equals.
   * scib chooses no resolution where all of them have none; the information is then 0 and the index
   * has no value, {@link Status#CONSTANT}. One label only is {@link Status#SINGLE_LABEL}.
   *
   * @param clusterings what {@link #cluster} gave
   * @param labels the label of each cell, from 0
   * @throws IllegalArgumentException if there are not as many clusterings as resolutions or labels
   *     as cells
   */
  public ClusterAgreement best(List<Clustering> clusterings, int[] labels) {
    if (clusterings.size() != resolutions.size()) {
      throw new IllegalArgumentException(
          clusterings.size() + " clusterings of " + resolutions.size() + " resolutions");
    }
    Status status = ClusterAgreement.status(labels);
    if (status != Status.OK) {
      return ClusterAgreement.none(status, method.text());
    }
    double[] nmi =
        clusterings.stream().mapToDouble(each -> ClusterAgreement.nmi(each, labels)).toArray();
    double most = Arrays.stream(nmi).max().orElseThrow();
    int chosen =
        IntStream.range(0, nmi.length).filter(i -> nmi[i] == most).findFirst().orElseThrow();
    if (most == 0 && (flavor == Flavor.SCIB || flavor == Flavor.SCIB_1_1)) {
      return new ClusterAgreement(
          Measurement.of(0),
          Measurement.none(Status.CONSTANT),
          method.text(),
          OptionalDouble.empty(),
          0);
    }
    Clustering clusters = clusterings.get(chosen);
    return new ClusterAgreement(
        Measurement.of(most),
        ClusterAgreement.ari(clusters, labels, flavor),
        method.text(),
        OptionalDouble.of(resolutions.get(chosen)),
        clusters.clusters());
  }
}

package org.polysome.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.graph.pairs.AllPairs;
import org.polysome.graph.pairs.PointStrips;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Flavor;
import org.polysome.metric.clustering.KMeansAgreement;
import org.polysome.metric.neighbor.GraphConnectivity;
import org.polysome.metric.neighbor.Lisi;
import org.polysome.metric.regression.Categories;
import org.polysome.metric.regression.PrincipalRegression;
import org.polysome.metric.silhouette.BatchSilhouette;
import org.polysome.metric.silhouette.CellScores;
import org.polysome.metric.silhouette.IsolatedLabelSilhouette;
import org.polysome.metric.silhouette.IsolatedLabels;
import org.polysome.metric.silhouette.LabelSilhouette;
import org.polysome.metric.silhouette.PairDistances;
import org.polysome.metric.silhouette.PairPass;
import org.polysome.metric.silhouette.Silhouette;

/** Seconds of each metric of scib-metrics' default, in the order in which they are made. */
final class MetricTimes {

  private static final int NEIGHBORS = 90;
  private static final int GRAPH_NEIGHBORS = 15;

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final double cpuBefore = cpuSeconds();
  private double cpu;

  private MetricTimes() {}

  /** Makes all metrics of an embedding once. */
  static MetricTimes of(SimulatedEmbedding data) {
    var times = new MetricTimes();
    times.measure(data);
    times.cpu = cpuSeconds() - times.cpuBefore;
    return times;
  }

  /** Seconds by the clock of each metric. */
  Map<String, Double> seconds() {
    return seconds;
  }

  /** Seconds of all processors together, which other work on the machine does not lengthen. */
  double cpu() {
    return cpu;
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L)
        / 1e9;
  }

  /** Seconds of the bare pass over all pairs, in which nobody looks: what cannot be undercut. */
  static double ceiling(SimulatedEmbedding data) {
    long start = System.nanoTime();
    AllPairs.visit(PointStrips.of(data.cells().points()), List.of());
    return (System.nanoTime() - start) / 1e9;
  }

  private void measure(SimulatedEmbedding data) {
    long start = System.nanoTime();
    PairPass pass = PairPass.of(data.cells(), NEIGHBORS - 1);
    start = lap("pass over all pairs: neighbours, distance sums", start);
    PairDistances pairs = PairDistances.forCells(data.batches().length);
    int[] labels = data.cells().labels();
    CellScores scores = new LabelSilhouette(Silhouette.euclidean(pairs)).score(pass.sums(), labels);
    start = lap("silhouette_label", start);
    IsolatedLabelSilhouette.score(
        scores, labels, IsolatedLabels.of(labels, data.batches(), Flavor.SCIB_METRICS));
    start = lap("isolated_labels", start);
    BatchSilhouette.bras(pairs).score(data.cells(), data.batches());
    start = lap("bras", start);
    BatchSilhouette.asw(pairs).score(data.cells(), data.batches());
    start = lap("silhouette_batch", start);
    neighbors(data, pass.neighbors(), start);
  }

  private void neighbors(SimulatedEmbedding data, Neighbors neighbors, long before) {
    Lisi.scibMetrics(NEIGHBORS).of(neighbors, data.batchGroups(), data.labelGroups());
    long start = lap("ilisi and clisi", before);
    GraphConnectivity.scibMetrics(neighbors.nearest(GRAPH_NEIGHBORS - 1), data.labelGroups());
    start = lap("graph_connectivity", start);
    KMeansAgreement.scibMetrics().of(data.cells());
    start = lap("k-means nmi and ari", start);
    RowOperator points = RowOperator.of(data.cells().points());
    var batches = new Categories(data.batchGroups());
    PrincipalRegression.removed(
        PrincipalRegression.all().explained(points, batches),
        PrincipalRegression.all().explained(points, batches));
    lap("pcr_comparison", start);
  }

  private long lap(String name, long start) {
    long now = System.nanoTime();
    seconds.put(name, (now - start) / 1e9);
    return now;
  }
}

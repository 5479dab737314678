package org.polysome.suite.integration;

import java.util.List;
import java.util.stream.Stream;
import org.polysome.metric.Definition;
import org.polysome.metric.Flavor;
import org.polysome.suite.Group;
import org.polysome.suite.Metric;

/**
 * The metrics of the scIB benchmark, by scib's definitions; other projects have some of them too.
 */
public final class IntegrationMetrics {

  /** The mean over biology. */
  public static final Metric BIO = higher("bio", "Bio");

  /** The mean over batches. */
  public static final Metric BATCH = higher("batch", "Batch");

  static final Metric OVERALL = higher("overall", "Overall");
  static final Metric AVG_BIO = higher("avg_bio", "AvgBio");
  static final Metric AVG_BATCH = higher("avg_batch", "AvgBatch");
  static final Metric AVG_OVERALL = higher("avg_overall", "AvgBio and AvgBatch");

  static final Metric NMI = higher("nmi", "NMI");
  static final Metric ARI = higher("ari", "ARI");
  static final Metric SILHOUETTE_LABEL = higher("silhouette_label", "Silhouette, label");
  static final Metric ISOLATED_LABELS = higher("isolated_labels", "Isolated labels");
  static final Metric ISOLATED_F1 = higher("isolated_f1", "Isolated labels, F1");
  static final Metric CLISI = higher("clisi", "cLISI");
  static final Metric TRAJECTORY = higher("trajectory_conservation", "Trajectory");
  static final Metric CELL_CYCLE = higher("cell_cycle_conservation", "Cell cycle");
  static final Metric HVG_OVERLAP = higher("hvg_overlap", "Overlap of variable genes");
  static final Metric MORANS_I = higher("morans_i", "Moran's I");

  static final Metric SILHOUETTE_BATCH = higher("silhouette_batch", "Silhouette, batch");
  static final Metric BRAS = higher("bras", "BRAS");
  static final Metric ILISI = higher("ilisi", "iLISI");
  static final Metric KBET = higher("kbet", "kBET");
  static final Metric GRAPH_CONNECTIVITY = higher("graph_connectivity", "Graph connectivity");
  static final Metric PCR_COMPARISON = higher("pcr_comparison", "PC regression compared");
  static final Metric PCR = Metric.lower("pcr", "PC regression", Flavor.SCIB);

  static final Group OF_BIOLOGY = Group.of("bio", "biological conservation");
  static final Group OF_BATCHES = Group.of("batch", "batch correction");
  static final Group OF_MEANS = Group.of("overall", "overall");

  private IntegrationMetrics() {}

  private static Metric higher(String name, String title) {
    return Metric.higher(name, title, Flavor.SCIB);
  }

  /** The means that follow from a project's metrics, in the order in which they are written. */
  static List<Metric> means(Flavor flavor) {
    return by(flavor, OVERALL, BIO, BATCH, AVG_BIO, AVG_BATCH, AVG_OVERALL);
  }

  /** Some of them by a project's definitions. */
  static List<Metric> by(Flavor flavor, Metric... metrics) {
    return Stream.of(metrics).map(metric -> metric.by(Definition.of(flavor))).toList();
  }
}

package org.polysome.suite;

import java.util.Map;
import java.util.Set;

/** What readers call the metrics of results, and which of them are better when they are smaller. */
public final class MetricNames {

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("knn_accuracy", "kNN accuracy"),
          Map.entry("knn_macro_f1", "kNN macro F1"),
          Map.entry("linear_accuracy", "Linear accuracy"),
          Map.entry("linear_macro_f1", "Linear macro F1"),
          Map.entry("mlp_accuracy", "MLP accuracy"),
          Map.entry("mlp_macro_f1", "MLP macro F1"),
          Map.entry("knn_calibration_error", "kNN calibration error"),
          Map.entry("linear_calibration_error", "Linear calibration error"),
          Map.entry("mlp_calibration_error", "MLP calibration error"),
          Map.entry("knn_brier", "kNN Brier"),
          Map.entry("linear_brier", "Linear Brier"),
          Map.entry("mlp_brier", "MLP Brier"),
          Map.entry("nmi", "NMI"),
          Map.entry("ari", "ARI"),
          Map.entry("silhouette_label", "Silhouette, label"),
          Map.entry("silhouette_label_within_batch", "Silhouette, label within batch"),
          Map.entry("isolated_labels", "Isolated labels"),
          Map.entry("isolated_f1", "Isolated labels, F1"),
          Map.entry("clisi", "cLISI"),
          Map.entry("trajectory_conservation", "Trajectory"),
          Map.entry("cell_cycle_conservation", "Cell cycle"),
          Map.entry("hvg_overlap", "Overlap of variable genes"),
          Map.entry("morans_i", "Moran's I"),
          Map.entry("silhouette_batch", "Silhouette, batch"),
          Map.entry("bras", "BRAS"),
          Map.entry("ilisi", "iLISI"),
          Map.entry("ilisi_unscaled", "iLISI, unscaled"),
          Map.entry("kbet", "kBET"),
          Map.entry("graph_connectivity", "Graph connectivity"),
          Map.entry("pcr", "PC regression"),
          Map.entry("pcr_comparison", "PC regression compared"),
          Map.entry("avg_bio", "AvgBio"),
          Map.entry("avg_batch", "AvgBatch"),
          Map.entry("avg_overall", "AvgBio and AvgBatch"),
          Map.entry("bio", "Bio"),
          Map.entry("batch", "Batch"),
          Map.entry("overall", "Overall"),
          Map.entry("perturbation_consistency", "Perturbation consistency"),
          Map.entry("relationship_recall", "Relationship recall"),
          Map.entry("structural_integrity", "Structural integrity"),
          Map.entry("mlp_spearman", "Spearman, MLP decoder"),
          Map.entry("mlp_structural_integrity", "Structural integrity, MLP decoder"),
          Map.entry("linear_top1", "Linear top 1"),
          Map.entry("linear_top5", "Linear top 5"),
          Map.entry("knn_top1", "kNN top 1"),
          Map.entry("knn_top5", "kNN top 5"),
          Map.entry("mse", "MSE"),
          Map.entry("mse_low", "MSE, (0, ln 2]"),
          Map.entry("mse_middle", "MSE, (ln 2, ln 11]"),
          Map.entry("mse_high", "MSE, above ln 11"),
          Map.entry("pearson", "Pearson"),
          Map.entry("spearman", "Spearman"),
          Map.entry("mean_rank", "Mean rank"));

  /** Before the name of a database. */
  private static final String RECALL = "relationship_recall_";

  private static final Set<String> SMALLER_IS_BETTER = Set.of("pcr", "mean_rank");

  /** Errors, of which there are several kinds each. */
  private static final Set<String> ERRORS = Set.of("mse", "mae");

  /** How sure probes are, by the name of the probe. */
  private static final Set<String> CERTAINTY = Set.of("calibration_error", "brier");

  private MetricNames() {}

  /** What a reader calls a metric. */
  public static String title(String metric) {
    if (metric.startsWith(RECALL)) {
      return "Recall, " + metric.substring(RECALL.length());
    }
    return TITLES.getOrDefault(metric, metric.replace('_', ' '));
  }

  /** What a reader calls a probe. */
  public static String probe(String probe) {
    return switch (probe) {
      case "knn" -> "kNN";
      case "mlp" -> "MLP";
      default -> probe + " probe";
    };
  }

  /** Whether a smaller value is a better one. */
  public static boolean isSmallerBetter(String metric) {
    return SMALLER_IS_BETTER.contains(metric)
        || isCertainty(metric)
        || ERRORS.stream().anyMatch(name -> metric.equals(name) || metric.startsWith(name + "_"));
  }

  /** Whether a metric is about how sure a probe is, which has a table of its own. */
  public static boolean isCertainty(String metric) {
    return CERTAINTY.stream().anyMatch(name -> metric.endsWith("_" + name));
  }
}

package org.polysome.suite.annotation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.polysome.metric.Definition;
import org.polysome.metric.probe.Probe;
import org.polysome.suite.Metric;

/**
 * The metrics of one probe.
 *
 * @param accuracy the share of cells that it is right about
 * @param macroF1 the mean over classes of its F1
 * @param calibrationError how far its confidence is from its accuracy
 * @param brier its Brier score over all classes
 */
public record ProbeMetrics(Metric accuracy, Metric macroF1, Metric calibrationError, Metric brier) {

  /** Those of a probe, by its definition. */
  static ProbeMetrics of(Probe probe) {
    String name = probe.name() + "_";
    String title = first(probe.name()) + " ";
    Definition flavor = probe.flavor();
    return new ProbeMetrics(
        Metric.higher(name + "accuracy", title + "accuracy", flavor),
        Metric.higher(name + "macro_f1", title + "macro F1", flavor),
        Metric.lower(name + "calibration_error", title + "calibration error", flavor)
            .as(Metric.Kind.CERTAINTY),
        Metric.lower(name + "brier", title + "Brier", flavor).as(Metric.Kind.CERTAINTY));
  }

  /** Those of some probes. */
  static List<Metric> of(List<Probe> probes) {
    return probes.stream().flatMap(probe -> of(probe).all()).toList();
  }

  /** In the order in which they are written. */
  Stream<Metric> all() {
    return Stream.of(accuracy, macroF1, calibrationError, brier);
  }

  /** What a reader calls a probe in the middle of a sentence. */
  public static String titleOf(String probe) {
    return switch (probe) {
      case "knn" -> "kNN";
      case "mlp" -> "MLP";
      default -> probe + " probe";
    };
  }

  /** The same at the beginning of a title. */
  private static String first(String probe) {
    return switch (probe) {
      case "knn" -> "kNN";
      case "mlp" -> "MLP";
      default -> probe.substring(0, 1).toUpperCase(Locale.ROOT) + probe.substring(1);
    };
  }
}

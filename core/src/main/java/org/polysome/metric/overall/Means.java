package org.polysome.metric.overall;

import java.util.List;
import java.util.OptionalDouble;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/** Means of metrics. */
public final class Means {

  private Means() {}

  /**
   * The mean of those that have a value, as scib-metrics takes it.
   *
   * @return where none has one, the reason of the first; {@link Status#NOT_AVAILABLE} of no metrics
   */
  public static Measurement ofPresent(List<Measurement> metrics) {
    OptionalDouble mean =
        metrics.stream().flatMapToDouble(metric -> metric.value().stream()).average();
    return mean.isPresent()
        ? Measurement.of(mean.getAsDouble())
        : metrics.stream().findFirst().orElse(Measurement.none(Status.NOT_AVAILABLE));
  }

  /**
   * A share of one and the rest of the other; where one has no value, the reason of the first such.
   *
   * @param share of the first, from 0 to 1
   */
  public static Measurement weighted(double share, Measurement first, Measurement second) {
    OptionalDouble other = second.value();
    return other.isEmpty()
        ? Measurement.none(first.value().isEmpty() ? first.status() : second.status())
        : first.map(value -> share * value + (1 - share) * other.getAsDouble());
  }

  /** The mean of all; where one has no value, the reason of the first such. */
  public static Measurement ofAll(List<Measurement> metrics) {
    return metrics.stream()
        .filter(metric -> metric.value().isEmpty())
        .findFirst()
        .orElseGet(() -> ofPresent(metrics));
  }

  /**
   * AvgBIO of scGPT ({@code avg_bio} in its code and in scEval's and the zero-shot evaluation's).
   *
   * @param nmi normalised mutual information of clusters and labels
   * @param ari their adjusted Rand index
   * @param aswLabel the scaled silhouette of the labels
   */
  public static Measurement averageBio(Measurement nmi, Measurement ari, Measurement aswLabel) {
    return ofAll(List.of(nmi, ari, aswLabel));
  }

  /**
   * AvgBATCH of scGPT, which is in its paper and not in its code.
   *
   * @param aswBatch the silhouette of the batches inside each label, 1 where they mix
   * @param graphConnectivity how connected the cells of each label are
   */
  public static Measurement averageBatch(Measurement aswBatch, Measurement graphConnectivity) {
    return ofAll(List.of(aswBatch, graphConnectivity));
  }
}

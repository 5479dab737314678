package org.polysome.suite.relation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.perturbation.relation.MomentsExplained;
import org.polysome.metric.statistics.Moments;
import org.polysome.suite.GeneVectors;
import org.polysome.suite.Metric;

/**
 * How much of gene vectors the mean and the variance of the genes' expression explain, and how much
 * of the same vectors given to other genes.
 *
 * @param statistics of the genes that are measured
 * @param seed of the shuffles
 */
record ExplainedShares(GeneStatistics statistics, long seed) {

  static final int SHUFFLES = 100;

  private static final Metric MEAN = described("mean_explained", "Explained by the mean");
  private static final Metric VARIANCE =
      described("variance_explained", "Explained by the variance");
  private static final Metric BOTH =
      described("mean_and_variance_explained", "Explained by mean and variance");
  private static final Map<Metric, Metric> SHUFFLED = shuffled();

  /** All of them; they describe vectors, of which neither more nor less is better. */
  static final List<Metric> ALL =
      SHUFFLED.entrySet().stream()
          .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
          .toList();

  private static Metric described(String name, String title) {
    return Metric.neither(name, title, Flavor.TXFM);
  }

  /** The same of vectors that are given to other genes. */
  private static Map<Metric, Metric> shuffled() {
    Map<Metric, Metric> shuffled = new LinkedHashMap<>();
    for (Metric metric : List.of(MEAN, VARIANCE, BOTH)) {
      shuffled.put(metric, described(metric.name() + "_shuffled", metric.title() + ", shuffled"));
    }
    return Collections.unmodifiableMap(shuffled);
  }

  private static final int LEAST_GENES = 3;

  /**
   * A share.
   *
   * @param metric what it is
   * @param value the share, or why there is none
   * @param sample what the share is the mean of, where there is chance in it
   */
  record Share(Metric metric, Measurement value, Optional<Moments> sample) {}

  /** The shares of some vectors; none where fewer than three of their genes are measured. */
  List<Share> of(GeneVectors vectors) {
    int[] shared = statistics.genesIn(vectors);
    if (shared.length < LEAST_GENES) {
      return List.of();
    }
    var explained = new MomentsExplained(vectors.select(shared).vectors());
    double[] means = statistics.means(vectors, shared);
    double[] variances = statistics.variances(vectors, shared);
    Map<Metric, List<double[]>> sets = new LinkedHashMap<>();
    sets.put(MEAN, List.of(means));
    sets.put(VARIANCE, List.of(variances));
    sets.put(BOTH, List.of(means, variances));
    List<Share> shares = new ArrayList<>();
    sets.forEach(
        (metric, set) -> {
          shares.add(new Share(metric, explained.share(set), Optional.empty()));
          double[] nulls = nulls(explained, set);
          if (nulls.length > 1) {
            Moments sample = Moments.of(nulls);
            shares.add(
                new Share(
                    SHUFFLED.getOrDefault(metric, metric),
                    Measurement.of(sample.mean()),
                    Optional.of(sample)));
          }
        });
    return shares;
  }

  private double[] nulls(MomentsExplained explained, List<double[]> set) {
    return IntStream.range(0, SHUFFLES)
        .parallel()
        .mapToObj(repeat -> explained.shuffled(seed, repeat).share(set))
        .flatMapToDouble(share -> share.value().stream())
        .toArray();
  }
}

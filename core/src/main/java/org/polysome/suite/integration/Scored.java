package org.polysome.suite.integration;

import java.util.List;
import org.polysome.metric.Definition;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.suite.Group;
import org.polysome.suite.Metric;

/**
 * A metric of an embedding.
 *
 * @param metric what it is
 * @param group what kind it is
 * @param value the number, or why there is none
 */
record Scored(Metric metric, Group group, Measurement value) {

  /** By a project's definition. */
  Scored by(Flavor flavor) {
    return new Scored(metric.by(Definition.of(flavor)), group, value);
  }

  /** What it says of the biology that is kept. */
  static Scored bio(Metric metric, Measurement value) {
    return new Scored(metric, IntegrationMetrics.OF_BIOLOGY, value);
  }

  /** What it says of batches. */
  static Scored batch(Metric metric, Measurement value) {
    return new Scored(metric, IntegrationMetrics.OF_BATCHES, value);
  }

  /** The values of one group that are better when higher, in their order. */
  static List<Measurement> values(List<Scored> scores, Group group) {
    return scores.stream()
        .filter(score -> score.group.equals(group))
        .filter(score -> score.metric.direction() == Metric.Direction.HIGHER)
        .map(Scored::value)
        .toList();
  }

  /** The value of a metric that is among the scores. */
  static Measurement value(List<Scored> scores, Metric metric) {
    return scores.stream()
        .filter(score -> score.metric.name().equals(metric.name()))
        .map(Scored::value)
        .findFirst()
        .orElseThrow();
  }
}

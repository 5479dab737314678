package org.polysome.suite.integration;

import java.util.List;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.suite.Group;
import org.polysome.suite.MetricNames;

/**
 * A metric of an embedding.
 *
 * @param metric its name in results, such as {@code nmi}
 * @param group what kind it is
 * @param flavor by whose definition
 * @param value the number, or why there is none
 */
record Scored(String metric, Group group, Flavor flavor, Measurement value) {

  /** The values of one group that are better when higher, in their order. */
  static List<Measurement> values(List<Scored> scores, Group group) {
    return scores.stream()
        .filter(score -> score.group == group && !MetricNames.isSmallerBetter(score.metric))
        .map(Scored::value)
        .toList();
  }

  /** The value of a metric that is among the scores. */
  static Measurement value(List<Scored> scores, String metric) {
    return scores.stream()
        .filter(score -> score.metric.equals(metric))
        .map(Scored::value)
        .findFirst()
        .orElseThrow();
  }
}

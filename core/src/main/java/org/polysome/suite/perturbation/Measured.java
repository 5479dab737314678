package org.polysome.suite.perturbation;

import java.util.List;
import java.util.Optional;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.overall.Means;
import org.polysome.metric.statistics.Moments;
import org.polysome.suite.Metric;

/**
 * A metric of a screen.
 *
 * @param task the question that it answers
 * @param metric what it is
 * @param counts whether it is part of the score of its task
 * @param value the number, or why there is none
 * @param sample what the number is the mean of, where that was repeated
 */
record Measured(
    ScreenTask task, Metric metric, boolean counts, Measurement value, Optional<Moments> sample) {

  /** A metric that counts and is worked out once. */
  static Measured of(ScreenTask task, Metric metric, Measurement value) {
    return new Measured(task, metric, true, value, Optional.empty());
  }

  /** The same, shown beside the score. */
  Measured beside() {
    return new Measured(task, metric, false, value, sample);
  }

  /** The same without a value. */
  Measured without(Status status) {
    return new Measured(task, metric, counts, Measurement.none(status), Optional.empty());
  }

  /** The mean of the repeats of one metric; without any value, the reason of the first. */
  static Measured mean(List<Measured> repeats) {
    Measured first = repeats.getFirst();
    double[] values = repeats.stream().flatMapToDouble(one -> one.value.value().stream()).toArray();
    if (values.length == 0) {
      return first;
    }
    Moments sample = Moments.of(values);
    return new Measured(
        first.task, first.metric, first.counts, Measurement.of(sample.mean()), Optional.of(sample));
  }

  /** The score of a task: the mean of what counts for it. */
  static Measurement score(List<Measured> all, ScreenTask task) {
    return Means.ofAll(
        all.stream().filter(one -> one.task == task && one.counts).map(Measured::value).toList());
  }
}

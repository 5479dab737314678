package org.polysome.suite;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.metric.Interval;
import org.polysome.metric.Measurement;
import org.polysome.metric.statistics.Moments;

/**
 * One number of a benchmark, or why there is none.
 *
 * @param input the file it is about
 * @param embedding the embedding or baseline it is about
 * @param metric its name, such as {@code knn_accuracy}
 * @param flavor the exact definition
 * @param group what kind of number it is: for probes, how the cells were split
 * @param value the mean over the seeds
 * @param sd the sample standard deviation over the seeds; absent for one seed; schema 1 called it
 *     {@code spread}
 * @param interval the interval of 95 % confidence of the value over test cells
 * @param status {@code ok}, or why there is no value
 */
public record ResultRow(
    String input,
    String embedding,
    String metric,
    String flavor,
    String group,
    OptionalDouble value,
    @JsonAlias("spread") OptionalDouble sd,
    @JsonProperty("ci95") Optional<Interval> interval,
    String status) {

  /** What rows over several inputs have in place of a file. */
  public static final String ALL_INPUTS = "all inputs";

  /** The status of a row that has a value. */
  public static final String OK = "ok";

  /** Of a metric that is worked out once. */
  public static ResultRow of(About about, Metric metric, Measurement measured) {
    return new ResultRow(
        about.input,
        about.embedding,
        metric.name(),
        metric.flavor().text(),
        about.group.text(),
        measured.value(),
        OptionalDouble.empty(),
        Optional.empty(),
        measured.status().text());
  }

  /** The same with the standard deviation of the sample that it is the mean of, if that has one. */
  public ResultRow withDeviation(Moments sample) {
    OptionalDouble deviation =
        sample.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(sample.deviation());
    return new ResultRow(
        input, embedding, metric, flavor, group, value, deviation, interval, status);
  }

  /**
   * What was measured, whatever the input and the embedding.
   *
   * @param metric its name, such as {@code knn_accuracy}
   * @param flavor the exact definition
   * @param group what kind of number it is
   */
  public record Kind(String metric, String flavor, String group) {}

  /** What was measured, whatever the input and the embedding. */
  public Kind kind() {
    return new Kind(metric, flavor, group);
  }

  /** What a row is about. */
  public record About(String input, String embedding, Group group) {}

  /** Checks that there is a finite value exactly where the status says so. */
  public ResultRow {
    if (value.isPresent() != status.equals(OK) || !Double.isFinite(value.orElse(0))) {
      throw new IllegalArgumentException(metric + " is " + value + " with status " + status);
    }
  }
}

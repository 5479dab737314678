package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.polysome.metric.statistics.ProportionComparison.Share;
import org.polysome.suite.ResultRow;

/**
 * What is known of one run of a grid.
 *
 * @param cell which it is of
 * @param run its name
 * @param diverged whether its loss ended above where it began, or is no number; then no mean over
 *     repeats holds it
 * @param facts what is known before it is judged; those that are not known are absent
 * @param read what suites found of it, by the name of the reading
 * @param consistency perturbations that are consistent among those that were tested, by reading
 */
public record JudgedRun(
    GridCell cell,
    String run,
    boolean diverged,
    Map<TableSpec.Fact, Long> facts,
    Map<String, List<ResultRow>> read,
    Map<String, Share> consistency) {

  /** The input of numbers about the training. */
  public static final String TRAINING = "training";

  /** Copies the maps. */
  public JudgedRun {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    read = Map.copyOf(read);
    consistency = Map.copyOf(consistency);
  }

  private List<ResultRow> rows(String reading) {
    return read.getOrDefault(reading, List.of());
  }

  /** The inputs on which a score has a row, in order. */
  List<String> inputs(String reading, Score score) {
    return rows(reading).stream()
        .filter(row -> isOf(row, score.metrics().getFirst(), score))
        .map(ResultRow::input)
        .filter(input -> !input.equals(ResultRow.ALL_INPUTS))
        .distinct()
        .toList();
  }

  /** The rows of a score on an input, one for each of its metrics that has one. */
  List<ResultRow> rows(String reading, Score score, String input) {
    List<ResultRow> found = new ArrayList<>();
    for (String metric : score.metrics()) {
      best(reading, score, input, metric).ifPresent(found::add);
    }
    return found;
  }

  /**
   * The values that a score on an input is the mean of: of the databases of relationships, else
   * itself.
   */
  List<Double> parts(String reading, Score score, String input) {
    List<Double> parts = new ArrayList<>();
    for (ResultRow row : rows(reading, score, input)) {
      List<Double> below =
          rows(reading).stream()
              .filter(other -> other.input().equals(input))
              .filter(other -> other.embedding().equals(row.embedding()))
              .filter(other -> other.metric().startsWith(row.metric() + "_"))
              .flatMap(other -> other.value().stream().boxed())
              .toList();
      parts.addAll(below.isEmpty() ? row.value().stream().boxed().toList() : below);
    }
    return parts;
  }

  /** Of several dimensions that gene vectors were brought to the one with the best value. */
  private Optional<ResultRow> best(String reading, Score score, String input, String metric) {
    double sign = score.direction().sign();
    return rows(reading).stream()
        .filter(row -> row.input().equals(input) && isOf(row, metric, score))
        .reduce(
            (one, other) ->
                score.of().isPresent() && value(other, sign) > value(one, sign) ? other : one);
  }

  private static double value(ResultRow row, double sign) {
    return row.value().isPresent() ? sign * row.value().getAsDouble() : Double.NEGATIVE_INFINITY;
  }

  private boolean isOf(ResultRow row, String metric, Score score) {
    return row.metric().equals(metric)
        && score.flavor().map(row.flavor()::startsWith).orElse(true)
        && isOf(row.embedding(), score);
  }

  private boolean isOf(String embedding, Score score) {
    return score
        .of()
        .map(of -> embedding.matches(Pattern.quote(run + "/" + of) + "/pca_\\d+"))
        .orElse(embedding.equals(run));
  }

  /** The mean of the metrics of a score on an input, or the reason of the first without value. */
  Estimate value(String reading, Score score, String input) {
    List<ResultRow> rows = rows(reading, score, input);
    if (rows.size() == 1) {
      ResultRow row = rows.getFirst();
      return new Estimate(row.value(), row.sd(), row.interval(), row.status());
    }
    OptionalDouble mean = rows.stream().flatMapToDouble(row -> row.value().stream()).average();
    String status = rows.isEmpty() ? Estimate.NOT_JUDGED : rows.getFirst().status();
    return mean.isPresent() ? Estimate.of(mean.getAsDouble()) : Estimate.none(status);
  }
}

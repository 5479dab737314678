package org.polysome.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.polysome.metric.Definition;
import org.polysome.metric.statistics.Moments;

/**
 * What follows from the results of several inputs together: the mean and standard deviation of each
 * metric over the inputs, and the mean rank of each embedding among those judged beside it.
 *
 * @param rows the results of all inputs
 */
record AcrossInputs(List<ResultRow> rows) {

  /** The metric of a mean rank; 1 is best. */
  static final Metric MEAN_RANK =
      Metric.lower("mean_rank", "Mean rank", new Definition("over metrics and inputs"));

  private record Key(String embedding, ResultRow.Kind kind) {
    static Key of(ResultRow row) {
      return new Key(row.embedding(), row.kind());
    }
  }

  private record Field(String input, ResultRow.Kind kind) {
    static Field of(ResultRow row) {
      return new Field(row.input(), row.kind());
    }
  }

  private record Place(String embedding, String group) {}

  /** Means of what has a value in at least two inputs, then ranks. */
  List<ResultRow> made() {
    List<ResultRow> all = new ArrayList<>();
    Map<Key, List<ResultRow>> byKey =
        rows.stream()
            .filter(row -> row.value().isPresent())
            .collect(Collectors.groupingBy(Key::of, LinkedHashMap::new, Collectors.toList()));
    byKey.forEach(
        (key, found) -> {
          if (found.size() > 1) {
            all.add(mean(key, found));
          }
        });
    all.addAll(ranks());
    return all;
  }

  private static ResultRow mean(Key key, List<ResultRow> found) {
    double[] values = found.stream().mapToDouble(row -> row.value().orElseThrow()).toArray();
    return row(key, values);
  }

  private static ResultRow row(Key key, double[] values) {
    Moments sample = Moments.of(values);
    return new ResultRow(
            ResultRow.ALL_INPUTS,
            key.embedding,
            key.kind.metric(),
            key.kind.flavor(),
            key.kind.group(),
            OptionalDouble.of(sample.mean()),
            OptionalDouble.empty(),
            Optional.empty(),
            ResultRow.OK)
        .withDeviation(sample);
  }

  private List<ResultRow> ranks() {
    Map<Field, List<ResultRow>> fields =
        rows.stream()
            .filter(row -> row.value().isPresent())
            .filter(row -> Suites.metric(row.metric()).direction() != Metric.Direction.NEITHER)
            .collect(Collectors.groupingBy(Field::of, LinkedHashMap::new, Collectors.toList()));
    Map<Place, List<Double>> places = new LinkedHashMap<>();
    fields
        .values()
        .forEach(
            field ->
                field.forEach(
                    row ->
                        places
                            .computeIfAbsent(
                                new Place(row.embedding(), row.group()),
                                unused -> new ArrayList<>())
                            .add(rank(row, field))));
    List<ResultRow> all = new ArrayList<>();
    places.forEach(
        (place, ranks) ->
            all.add(
                row(
                    new Key(
                        place.embedding,
                        new ResultRow.Kind(
                            MEAN_RANK.name(), MEAN_RANK.flavor().text(), place.group)),
                    ranks.stream().mapToDouble(Double::doubleValue).toArray())));
    return all;
  }

  /** 1 for the best value; equal values share the mean of their ranks. */
  private static double rank(ResultRow row, List<ResultRow> field) {
    double value = row.value().orElseThrow();
    double sign = Suites.metric(row.metric()).direction().sign();
    long above =
        field.stream().filter(other -> sign * other.value().orElseThrow() > sign * value).count();
    long equal = field.stream().filter(other -> other.value().orElseThrow() == value).count();
    return above + (equal + 1) / 2.0;
  }
}

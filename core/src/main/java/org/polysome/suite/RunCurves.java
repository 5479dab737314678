package org.polysome.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Curves of what was judged at several checkpoints or layers of runs: one picture for each metric,
 * with a curve for each run. They are made of the rows of results, and so are the same for every
 * suite.
 *
 * @param models what was judged
 */
record RunCurves(List<? extends JudgedModel> models) {

  /** Rows about a part of a model, such as its codebook, have one name more. */
  private static final String PART = "/";

  private enum Axis {
    STEP("Over training", "training step"),
    LAYER("Layer by layer", "layer, 0 being the embedding of tokens");

    private final String title;
    private final String across;

    Axis(String title, String across) {
      this.title = title;
      this.across = across;
    }

    /** Where a model is along this axis, if it is anywhere. */
    Optional<Double> place(RunPoint point) {
      if (this == STEP) {
        return point.step().stream().mapToObj(step -> (double) step).findFirst();
      }
      return point.layer().stream().mapToObj(layer -> (double) layer).findFirst();
    }

    /** What the models of one curve have in common. */
    RunPoint rest(RunPoint point) {
      return this == STEP ? point.withoutStep() : point.withoutLayer();
    }
  }

  /** What a reader calls a kind, with whose definition it is where there are several of them. */
  private static String title(ResultRow.Kind kind, Collection<ResultRow.Kind> all) {
    boolean several =
        all.stream()
            .anyMatch(
                other ->
                    other.metric().equals(kind.metric())
                        && other.group().equals(kind.group())
                        && !other.flavor().equals(kind.flavor()));
    return Suites.metric(kind.metric()).title()
        + Suites.apart(kind.group()).map(split -> ", " + split.title()).orElse("")
        + (several ? " (" + kind.flavor() + ")" : "");
  }

  /** The pictures of one input; none where no run was judged at two places. */
  List<Figure> of(String input, List<ResultRow> rows) {
    List<Figure> figures = new ArrayList<>();
    for (Axis axis : Axis.values()) {
      Map<ResultRow.Kind, Map<String, TreeMap<Double, Double>>> found = new LinkedHashMap<>();
      rows.stream()
          .filter(row -> row.input().equals(input) && row.value().isPresent())
          .forEach(row -> collect(axis, row, found));
      found.forEach(
          (kind, curves) ->
              figure(input, axis, title(kind, found.keySet()), curves).ifPresent(figures::add));
    }
    return figures;
  }

  private void collect(
      Axis axis, ResultRow row, Map<ResultRow.Kind, Map<String, TreeMap<Double, Double>>> found) {
    Optional<? extends JudgedModel> model = modelOf(row.embedding());
    Optional<Double> place = model.flatMap(one -> axis.place(one.point()));
    if (model.isEmpty() || place.isEmpty()) {
      return;
    }
    String part = row.embedding().substring(model.get().name().length());
    String curve = axis.rest(model.get().point()).of(model.get().runName()) + part;
    found
        .computeIfAbsent(row.kind(), unused -> new LinkedHashMap<>())
        .computeIfAbsent(curve, unused -> new TreeMap<>())
        .put(place.get(), row.value().orElseThrow());
  }

  /** The model that a row is about, itself or a part of it, but no part of a part. */
  private Optional<? extends JudgedModel> modelOf(String embedding) {
    return models.stream()
        .filter(model -> isPart(embedding, model.name()))
        .max(Comparator.comparingInt(model -> model.name().length()))
        .filter(model -> embedding.lastIndexOf(PART) <= model.name().length());
  }

  private static boolean isPart(String embedding, String model) {
    return embedding.equals(model) || embedding.startsWith(model + PART);
  }

  private static Optional<Figure> figure(
      String input, Axis axis, String title, Map<String, TreeMap<Double, Double>> found) {
    List<Figure.Curve> curves = new ArrayList<>();
    found.forEach(
        (name, points) -> {
          if (points.size() > 1) {
            curves.add(new Figure.Curve(name, numbers(points.keySet()), numbers(points.values())));
          }
        });
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(new Figure(input, axis.title, axis.across, title, curves));
  }

  private static double[] numbers(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

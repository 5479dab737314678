package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.polysome.page.Element;
import org.polysome.page.LineChart;
import org.polysome.page.Series;
import org.polysome.train.log.Metrics;

/** Loss curves of one run, or of several over each other. */
record LossCharts(List<RunRecord> runs) {

  /** The colour of the validation curve where there is one run only. */
  private static final int HELD_OUT = 5;

  /** The whole loss, and each term where there are several. */
  Element render() {
    List<Element> charts = new ArrayList<>();
    charts.add(chart("loss", "Loss", line -> OptionalDouble.of(line.loss())));
    List<String> terms = List.copyOf(terms());
    for (int i = 0; terms.size() > 1 && i < terms.size(); i++) {
      String term = terms.get(i);
      charts.add(chart("term-" + i, term, line -> term(line, term)));
    }
    return Element.of("div").in("charts").add(charts);
  }

  private Set<String> terms() {
    Set<String> terms = new LinkedHashSet<>();
    runs.forEach(run -> run.metrics().forEach(line -> terms.addAll(line.terms().keySet())));
    return terms;
  }

  private static OptionalDouble term(Metrics line, String name) {
    Double value = line.terms().get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private Element chart(String id, String title, Function<Metrics, OptionalDouble> value) {
    List<Series> curves = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      boolean alone = runs.size() == 1;
      String before = alone ? "" : runs.get(i).name() + ", ";
      int group = i;
      int heldOut = alone ? HELD_OUT : i;
      List<Metrics> lines = runs.get(i).metrics();
      curves.add(
          curve(split(lines, Metrics.TRAIN), value)
              .named(before + "training", group, Series.Kind.FAINT));
      curves.add(
          curve(split(lines, Metrics.VALIDATION), value)
              .named(before + "validation", heldOut, Series.Kind.STRONG));
    }
    return new LineChart(id, title, "step", curves).render();
  }

  private static Stream<Metrics> split(List<Metrics> lines, String name) {
    return lines.stream().filter(line -> line.split().equals(name));
  }

  private record Curve(double[] steps, double[] values) {
    Series named(String name, int group, Series.Kind kind) {
      return new Series(name, group, kind, steps, values);
    }
  }

  private static Curve curve(Stream<Metrics> lines, Function<Metrics, OptionalDouble> value) {
    List<Metrics> known =
        lines
            .filter(line -> value.apply(line).isPresent())
            .filter(line -> Double.isFinite(value.apply(line).getAsDouble()))
            .toList();
    return new Curve(
        known.stream().mapToDouble(Metrics::step).toArray(),
        known.stream().mapToDouble(line -> value.apply(line).getAsDouble()).toArray());
  }
}

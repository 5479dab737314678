package org.polysome.suite.report;

import java.util.List;
import java.util.Optional;
import org.polysome.page.Element;
import org.polysome.page.Numbers;
import org.polysome.train.log.LossCurve;
import org.polysome.train.log.Metrics;

/**
 * Runs down, what became of each across: where the training loss began and ended, and the lowest
 * validation loss, the lowest of all marked. A loss that ended above where it began, or is no
 * number, is called diverged.
 *
 * @param runs what was trained
 */
record RunTable(List<RunRecord> runs) {

  Element render() {
    return Table.of(
        List.of(
            Table.heading("Run"),
            Table.heading("Steps").in("number"),
            Table.heading("First training loss").in("number"),
            Table.heading("Last training loss").in("number"),
            Table.heading("Lowest validation loss").in("number"),
            Table.heading("After step").in("number")),
        runs.stream().map(this::line).toList());
  }

  private Element line(RunRecord run) {
    LossCurve curve = run.curve();
    List<Metrics> training = curve.training();
    Optional<Metrics> best = curve.best();
    Element lowest = Table.number(best.map(line -> Numbers.significant(line.loss())).orElse(""));
    return Element.of(
        "tr",
        Table.name(run.name() + (curve.diverged() ? " (diverged)" : "")),
        Table.number(Numbers.grouped(curve.steps())),
        Table.number(training.isEmpty() ? "" : Numbers.significant(training.getFirst().loss())),
        Table.number(training.isEmpty() ? "" : Numbers.significant(training.getLast().loss())),
        best.filter(this::isLowest).isPresent() ? lowest.with("class", "number best") : lowest,
        Table.number(best.map(line -> Numbers.grouped(line.step())).orElse("")));
  }

  private boolean isLowest(Metrics best) {
    return runs.stream()
        .flatMap(run -> run.curve().best().stream())
        .noneMatch(other -> other.loss() < best.loss());
  }
}

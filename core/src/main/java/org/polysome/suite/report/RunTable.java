package org.polysome.suite.report;

import java.util.List;
import java.util.Optional;
import org.polysome.page.Element;
import org.polysome.page.Numbers;
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
    Element head =
        Element.of(
            "tr",
            heading("Run"),
            heading("Steps").in("number"),
            heading("First training loss").in("number"),
            heading("Last training loss").in("number"),
            heading("Lowest validation loss").in("number"),
            heading("After step").in("number"));
    List<Element> body = runs.stream().map(this::line).toList();
    return Element.of(
            "div", Element.of("table", Element.of("thead", head), Element.of("tbody").add(body)))
        .in("scroll");
  }

  private Element line(RunRecord run) {
    List<Metrics> training = of(run, Metrics.TRAIN);
    Optional<Metrics> best = best(run);
    long steps = run.metrics().isEmpty() ? 0 : run.metrics().getLast().step();
    Element lowest = number(best.map(line -> Numbers.significant(line.loss())).orElse(""));
    boolean isLowest =
        best.isPresent()
            && runs.stream()
                .flatMap(other -> best(other).stream())
                .noneMatch(other -> other.loss() < best.get().loss());
    return Element.of(
        "tr",
        Element.of("th", run.name() + (diverged(training) ? " (diverged)" : ""))
            .with("scope", "row"),
        number(Numbers.grouped(steps)),
        number(training.isEmpty() ? "" : Numbers.significant(training.getFirst().loss())),
        number(training.isEmpty() ? "" : Numbers.significant(training.getLast().loss())),
        isLowest ? lowest.with("class", "number best") : lowest,
        number(best.map(line -> Numbers.grouped(line.step())).orElse("")));
  }

  private static boolean diverged(List<Metrics> training) {
    return training.size() > 1 && !(training.getLast().loss() <= training.getFirst().loss());
  }

  private static Optional<Metrics> best(RunRecord run) {
    return of(run, Metrics.VALIDATION).stream().min((a, b) -> Double.compare(a.loss(), b.loss()));
  }

  private static List<Metrics> of(RunRecord run, String split) {
    return run.metrics().stream().filter(line -> line.split().equals(split)).toList();
  }

  private static Element heading(String text) {
    return Element.of("th", text).with("scope", "col");
  }

  private static Element number(String text) {
    return Element.of("td", text).in("number");
  }
}

package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.metric.ConfusionMatrix;
import org.polysome.page.Element;
import org.polysome.page.Numbers;
import org.polysome.suite.Confusion;

/**
 * How well each class was found, and what it was taken for otherwise.
 *
 * @param confusion the answers of a probe
 */
record ClassTable(Confusion confusion) {

  Element render() {
    ConfusionMatrix matrix = confusion.matrix();
    List<Element> body =
        IntStream.range(0, confusion.labels().size())
            .filter(label -> matrix.support(label) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(matrix::f1))
            .map(label -> line(matrix, label))
            .toList();
    return Table.of(
        List.of(
            Table.heading("Class"),
            Table.heading("Tests").in("number"),
            Table.heading("Precision").in("number"),
            Table.heading("Recall").in("number"),
            Table.heading("F1").in("number"),
            Table.heading("Otherwise taken for")),
        body);
  }

  private Element line(ConfusionMatrix matrix, int label) {
    return Element.of(
        "tr",
        Table.name(confusion.labels().get(label)),
        Table.number(Numbers.grouped(matrix.support(label))),
        Table.number(Numbers.score(matrix.precision(label))),
        Table.number(Numbers.score(matrix.recall(label))),
        Table.number(Numbers.score(matrix.f1(label))),
        Element.of("td", mistakes(matrix, label)).in("muted"));
  }

  private String mistakes(ConfusionMatrix matrix, int label) {
    int classes = matrix.classes();
    List<String> most = new ArrayList<>();
    IntStream.range(0, classes)
        .filter(other -> other != label && matrix.counts()[label * classes + other] > 0)
        .boxed()
        .sorted(Comparator.comparingLong(other -> -matrix.counts()[label * classes + other]))
        .limit(3)
        .forEach(
            other -> {
              double share =
                  100.0 * matrix.counts()[label * classes + other] / matrix.support(label);
              most.add(confusion.labels().get(other) + " " + Math.round(share) + " %");
            });
    return String.join(", ", most);
  }
}

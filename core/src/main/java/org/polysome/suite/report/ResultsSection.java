package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.Numbers;
import org.polysome.suite.AnnotationOutcome;
import org.polysome.suite.AnnotationRecord;
import org.polysome.suite.Confusion;
import org.polysome.suite.InputRecord;
import org.polysome.suite.ResultRow;
import org.polysome.suite.map.Picture;

/**
 * The sections of one benchmark: for each input its tables, pictures and classes, then how it was
 * judged.
 *
 * @param number of the benchmark in the report, from 0
 * @param outcome what it found
 * @param alone whether it is about the only input of the report
 */
record ResultsSection(int number, AnnotationOutcome outcome, boolean alone) {

  /** Tables and maps, an input after the other. */
  List<Section> findings() {
    List<Section> sections = new ArrayList<>();
    List<InputRecord> inputs = outcome.results().settings().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      InputRecord input = inputs.get(i);
      String id = "%d-%d".formatted(number, i);
      String of = alone ? "" : ": " + fileName(input.input());
      sections.add(new Section("scores-" + id, "Scores" + of, results(input)));
      List<Html> pictures = pictures(input, id);
      if (!pictures.isEmpty()) {
        sections.add(new Section("map-" + id, "Map" + of, pictures));
      }
    }
    return sections;
  }

  static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private List<Html> results(InputRecord input) {
    AnnotationRecord settings = outcome.results().settings();
    List<Html> parts = new ArrayList<>();
    parts.add(
        Element.of(
                "p",
                "Probes predict ‘%s’ (%d classes) from the embedding of %s cells."
                    .formatted(settings.label(), input.classes(), Numbers.grouped(input.judged())))
            .in("muted"));
    input.notes().forEach(note -> parts.add(Element.of("p", sentence(note)).in("note")));
    input
        .seenInTraining()
        .forEach((run, seen) -> parts.add(Element.of("p", overlap(run, seen, input)).in("note")));
    for (String group : groups(input)) {
      parts.add(Element.of("h4", heading(group, settings)));
      parts.add(new ScoreTable(rows(input, group)).render());
    }
    outcome.confusions().stream()
        .filter(confusion -> confusion.input().equals(input.input()))
        .filter(confusion -> confusion.group().equals(settings.defaultGroup()))
        .filter(confusion -> !ScoreTable.isBaseline(confusion.embedding()))
        .forEach(confusion -> parts.add(classes(confusion)));
    return parts;
  }

  private static String overlap(String run, int seen, InputRecord input) {
    return "%s of the %s judged cells are in the corpus that %s was trained on (without their labels)."
        .formatted(Numbers.grouped(seen), Numbers.grouped(input.judged()), run);
  }

  private Set<String> groups(InputRecord input) {
    Set<String> groups = new LinkedHashSet<>();
    outcome.results().results().stream()
        .filter(row -> row.input().equals(input.input()))
        .forEach(row -> groups.add(row.group()));
    return groups;
  }

  private List<ResultRow> rows(InputRecord input, String group) {
    return outcome.results().results().stream()
        .filter(row -> row.input().equals(input.input()) && row.group().equals(group))
        .toList();
  }

  private static String heading(String group, AnnotationRecord settings) {
    if (group.equals(settings.defaultGroup())) {
      return "Cells split within classes: %d %% of each for the test"
          .formatted(Math.round(100 * settings.testShare()));
    }
    return "Cells split by batch: no ‘%s’ on both sides"
        .formatted(settings.batch().orElse("batch"));
  }

  private static Element classes(Confusion confusion) {
    String probe = confusion.probe().equals("knn") ? "kNN" : "linear probe";
    return Element.of(
        "details",
        Element.of(
            "summary",
            "Class by class: %s, %s".formatted(ScoreTable.title(confusion.embedding()), probe)),
        new ClassTable(confusion).render());
  }

  private List<Html> pictures(InputRecord input, String id) {
    List<Picture> ofInput =
        outcome.pictures().stream()
            .filter(picture -> picture.input().equals(input.input()))
            .toList();
    return new Maps(ofInput, "cloud-" + id).render();
  }

  /** How it was judged, and what made it. */
  Section method() {
    AnnotationRecord settings = outcome.results().settings();
    Facts facts = new Facts();
    outcome.results().results().stream()
        .map(row -> row.metric().substring(0, row.metric().indexOf('_')) + ": " + row.flavor())
        .distinct()
        .forEach(flavor -> facts.add("Probe", flavor));
    facts.add(
        "Splits",
        "%d seeds; within classes by default, cells chosen by their content"
            .formatted(settings.seeds()));
    facts.add("Intervals", "95 %; " + settings.interval());
    facts.add(
        "Baselines",
        "50 principal components of all genes, and the 1,000 most variable genes: both found in"
            + " the training cells of each split");
    settings
        .inputs()
        .forEach(
            input -> facts.add("Expression", fileName(input.input()) + ", " + input.expression()));
    facts.add(outcome.results().provenance());
    String id = "method-" + number;
    return new Section(id, "How it was judged", List.of(facts.render()));
  }

  private static String sentence(String note) {
    return note.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + note.substring(1) + ".";
  }
}

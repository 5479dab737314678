package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.Numbers;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkRecord;
import org.polysome.suite.Confusion;
import org.polysome.suite.EmbeddingNames;
import org.polysome.suite.Figure;
import org.polysome.suite.Group;
import org.polysome.suite.Highlights;
import org.polysome.suite.InputRecord;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.Suites;
import org.polysome.suite.annotation.AnnotationSuite;
import org.polysome.suite.annotation.ProbeMetrics;
import org.polysome.suite.map.Picture;

/**
 * The sections of one benchmark: for each input its tables, pictures and classes, then how it was
 * judged.
 *
 * @param number of the benchmark in the report, from 0
 * @param outcome what it found
 * @param about what tells it from others of the report, if there are any
 * @param alone whether it is about the only input of the report
 */
record ResultsSection(int number, SuiteOutcome outcome, List<String> about, boolean alone) {

  private static final String BASELINES =
      "50 principal components of all genes, and the 1,000 most variable genes; where a probe"
          + " learns, both are found in its training cells";

  private static final String ALL_BASELINES =
      "PCA, ridge PCA and variable genes, which where a probe learns are found in its training"
          + " cells; raw and log-normalised values as they are; linear autoencoder, scVI and Harmony"
          + " fitted once to all judged cells, without their labels";

  /** Tables and maps, an input after the other. */
  List<Section> findings() {
    List<Section> sections = new ArrayList<>();
    List<InputRecord> inputs = outcome.results().settings().inputs();
    if (inputs.size() > 1) {
      String title = titled("Over all %d inputs".formatted(inputs.size()), List.of());
      sections.add(
          new Section(
              "scores-" + number, title, tables(ResultRow.ALL_INPUTS, "%d-all".formatted(number))));
    }
    for (int i = 0; i < inputs.size(); i++) {
      InputRecord input = inputs.get(i);
      String id = "%d-%d".formatted(number, i);
      List<String> of = alone ? List.of() : List.of(input.fileName());
      sections.add(new Section("scores-" + id, titled("Scores", of), results(input, id)));
      List<Html> figures = figures(input, id);
      if (!figures.isEmpty()) {
        sections.add(new Section("curves-" + id, titled("Curves", of), figures));
      }
      List<Html> pictures = pictures(input, id);
      if (!pictures.isEmpty()) {
        sections.add(new Section("map-" + id, titled("Map", of), pictures));
      }
    }
    return sections;
  }

  private String titled(String title, List<String> of) {
    String which = Stream.concat(about.stream(), of.stream()).collect(Collectors.joining(", "));
    return which.isEmpty() ? title : title + ": " + which;
  }

  /** A text with a capital letter first. */
  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private List<Html> results(InputRecord input, String id) {
    BenchmarkRecord settings = outcome.results().settings();
    List<Html> parts = new ArrayList<>();
    parts.add(
        Element.of(
                "p",
                "%s %s cells were judged%s."
                    .formatted(
                        settings.description(),
                        Numbers.grouped(input.judged()),
                        settings
                            .label()
                            .map(label -> ", of %d kinds of ‘%s’".formatted(input.classes(), label))
                            .orElse("")))
            .in("muted"));
    input.notes().forEach(note -> parts.add(Element.of("p", sentence(note)).in("note")));
    input
        .seenInTraining()
        .forEach((run, seen) -> parts.add(Element.of("p", overlap(run, seen, input)).in("note")));
    Highlights highlights = highlights(input.input());
    if (!highlights.folded().isEmpty()) {
      parts.add(
          Element.of(
                  "p",
                  ("Of the checkpoints and layers of a run the first, the best by %s and the last are"
                          + " shown; %d others are folded below their tables. Curves over training and"
                          + " layers hold all of them.")
                      .formatted(highlights.judgedBy(), highlights.folded().size()))
              .in("note"));
    }
    parts.addAll(tables(input.input(), id));
    List<Html> folded = new ArrayList<>();
    outcome.confusions().stream()
        .filter(confusion -> confusion.input().equals(input.input()))
        .filter(confusion -> !confusion.group().equals(AnnotationSuite.BY_BATCH.text()))
        .filter(confusion -> !EmbeddingNames.isBaseline(confusion.embedding()))
        .forEach(
            confusion ->
                (highlights.shows(confusion.embedding()) ? parts : folded).add(classes(confusion)));
    if (!folded.isEmpty()) {
      String summary = "Class by class: %d more".formatted(folded.size());
      parts.add(Element.of("details", Element.of("summary", summary)).add(folded));
    }
    return parts;
  }

  private Highlights highlights(String input) {
    return Highlights.of(
        outcome.results().results().stream().filter(row -> row.input().equals(input)).toList());
  }

  private static String overlap(String run, int seen, InputRecord input) {
    return "%s of the %s judged cells are in the corpus that %s was trained on (without their labels)."
        .formatted(Numbers.grouped(seen), Numbers.grouped(input.judged()), run);
  }

  /** The scores of an input, a table for each way to split its cells. */
  private List<Html> tables(String input, String id) {
    List<Html> parts = new ArrayList<>();
    Highlights highlights = highlights(input);
    for (Optional<Group> split : splits(input)) {
      split.ifPresent(
          group -> parts.add(Element.of("h4", heading(group, outcome.results().settings()))));
      if (split.isPresent()) {
        parts.addAll(probes(rows(input, split), highlights));
      } else {
        Comparison comparison = new Comparison(rows(input, split), id);
        parts.addAll(new ScoreTable(comparison.sorted(), highlights).parts());
        List<ResultRow> shown =
            comparison.rows().stream().filter(row -> highlights.shows(row.embedding())).toList();
        parts.addAll(new Comparison(shown, id).pictures());
      }
    }
    return parts;
  }

  /** What probes score, and behind it how sure they are. */
  private static List<Html> probes(List<ResultRow> rows, Highlights highlights) {
    Map<Boolean, List<ResultRow>> certainty =
        rows.stream()
            .collect(
                Collectors.partitioningBy(
                    row -> Suites.metric(row.metric()).kind() == Metric.Kind.CERTAINTY));
    List<Html> parts = new ArrayList<>();
    parts.addAll(new ScoreTable(certainty.getOrDefault(false, List.of()), highlights).parts());
    List<ResultRow> sure = certainty.getOrDefault(true, List.of());
    if (!sure.isEmpty()) {
      parts.add(
          Element.of("details", Element.of("summary", "How sure the probes are: smaller is better"))
              .add(new ScoreTable(sure, highlights).parts()));
    }
    return parts;
  }

  private Set<Optional<Group>> splits(String input) {
    Set<Optional<Group>> splits = new LinkedHashSet<>();
    outcome.results().results().stream()
        .filter(row -> row.input().equals(input))
        .forEach(row -> splits.add(Suites.apart(row.group())));
    return splits;
  }

  private List<ResultRow> rows(String input, Optional<Group> split) {
    return outcome.results().results().stream()
        .filter(row -> row.input().equals(input))
        .filter(row -> Suites.apart(row.group()).equals(split))
        .toList();
  }

  private static String heading(Group split, BenchmarkRecord settings) {
    String title = capital(split.title());
    return split.equals(AnnotationSuite.BY_BATCH)
        ? "%s: no ‘%s’ on both sides".formatted(title, settings.batch().orElse("batch"))
        : title;
  }

  private static Element classes(Confusion confusion) {
    String probe = ProbeMetrics.titleOf(confusion.probe());
    return Element.of(
        "details",
        Element.of(
            "summary",
            "Class by class: %s, %s".formatted(EmbeddingNames.title(confusion.embedding()), probe)),
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
    BenchmarkRecord settings = outcome.results().settings();
    Facts facts = new Facts();
    outcome.results().results().stream()
        .collect(
            Collectors.groupingBy(
                ResultRow::flavor,
                LinkedHashMap::new,
                Collectors.mapping(
                    row -> Suites.metric(row.metric()).title(),
                    Collectors.toCollection(LinkedHashSet::new))))
        .forEach((flavor, metrics) -> facts.add(flavor, String.join(", ", metrics)));
    settings.protocol().forEach(facts::add);
    if (settings.baselines() != Baselines.NONE) {
      boolean all = settings.baselines() == Baselines.ALL;
      facts.add("Baselines", all ? ALL_BASELINES : BASELINES);
    }
    settings
        .inputs()
        .forEach(input -> facts.add("Expression", input.fileName() + ", " + input.expression()));
    facts.add(outcome.results().provenance());
    String id = "method-" + number;
    return new Section(id, titled("How it was judged", List.of()), List.of(facts.render()));
  }

  /** Curves about one input. */
  private List<Html> figures(InputRecord input, String id) {
    List<Figure> ofInput =
        outcome.figures().stream().filter(figure -> figure.input().equals(input.input())).toList();
    return new Figures(ofInput, highlights(input.input()), "figure-" + id).parts();
  }

  private static String sentence(String note) {
    return capital(note) + ".";
  }
}

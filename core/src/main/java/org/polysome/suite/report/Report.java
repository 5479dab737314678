package org.polysome.suite.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polysome.files.IoFaults;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.Page;
import org.polysome.provenance.Build;
import org.polysome.suite.InputRecord;
import org.polysome.suite.map.Picture;

/**
 * One self-contained page about runs and results: loss curves, tables, maps, and what made them.
 *
 * @param runs the runs, whose curves are drawn over each other
 * @param results the benchmarks
 * @param pictures maps of embeddings besides those of the benchmarks
 * @param front what a reader came for, before all that; a report of its own name
 */
public record Report(
    List<RunRecord> runs,
    List<JudgedFolder> results,
    List<Picture> pictures,
    Optional<Front> front) {

  private static final int NAMED = 3;

  /** Copies the lists. */
  public Report {
    runs = List.copyOf(runs);
    results = List.copyOf(results);
    pictures = List.copyOf(pictures);
  }

  /** Without a front. */
  public Report(List<RunRecord> runs, List<JudgedFolder> results, List<Picture> pictures) {
    this(runs, results, pictures, Optional.empty());
  }

  /**
   * The head of a report about more than its runs and results.
   *
   * @param title of the page
   * @param lead a sentence below it
   * @param sections before all others
   */
  public record Front(String title, String lead, List<Section> sections) {
    /** Copies the sections. */
    public Front {
      sections = List.copyOf(sections);
    }
  }

  /**
   * Writes the page into a file, which is replaced.
   *
   * @throws org.polysome.fault.PolysomeException if it cannot be written
   */
  public void write(Path file) {
    try {
      Files.writeString(file, render());
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  /** The page as HTML, to be written in UTF-8. */
  public String render() {
    List<Section> sections = sections();
    Element header =
        Element.of(
            "header",
            Element.of("p", "Polysome").in("brand"),
            Element.of("h1", title()),
            Element.of("p", lead()).in("lead"),
            Element.of("nav", Element.of("ul").add(sections.stream().map(Section::link).toList())));
    Element main = Element.of("main").add(sections.stream().map(Section::render).toList());
    Element footer =
        Element.of(
            "footer", Element.of("p", "Written by Polysome " + Build.current().version() + "."));
    return new Page(title() + " – Polysome", List.of(header, main, footer)).render();
  }

  private List<Section> sections() {
    List<ResultsSection> judged = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      JudgedFolder folder = results.get(i);
      judged.add(new ResultsSection(i, folder.outcome(), about(folder), inputs().size() == 1));
    }
    List<Section> sections = new ArrayList<>(front.map(Front::sections).orElse(List.of()));
    sections.addAll(sideBySide());
    judged.forEach(result -> sections.addAll(result.findings()));
    pictures.stream()
        .map(Picture::input)
        .distinct()
        .forEach(input -> sections.add(map(input, "map-data-" + sections.size())));
    if (runs.size() > 1) {
      sections.add(new Section("runs", "Runs", List.of(new RunTable(runs).render())));
    }
    if (!runs.isEmpty()) {
      sections.add(new Section("training", "Training", List.of(new LossCharts(runs).render())));
    }
    judged.forEach(result -> sections.add(result.method()));
    for (int i = 0; i < runs.size(); i++) {
      sections.add(section("run-" + i, runs.get(i)));
    }
    return sections;
  }

  /** The same suite's results together, before each folder's own. */
  private List<Section> sideBySide() {
    List<Section> sections = new ArrayList<>();
    for (String suite : results.stream().map(JudgedFolder::suite).distinct().toList()) {
      List<JudgedFolder> alike =
          results.stream().filter(folder -> folder.suite().equals(suite)).toList();
      List<Html> tables = alike.size() > 1 ? new SideBySide(alike).tables() : List.of();
      if (!tables.isEmpty()) {
        String title = ResultsSection.capital(alike.getFirst().suiteTitle()) + " side by side";
        sections.add(new Section("together-" + sections.size(), title, tables));
      }
    }
    return sections;
  }

  /** What tells the sections of one folder from those of the others. */
  private List<String> about(JudgedFolder folder) {
    List<String> parts = new ArrayList<>();
    if (results.stream().anyMatch(other -> !other.suite().equals(folder.suite()))) {
      parts.add(folder.suiteTitle());
    }
    if (results.stream().filter(other -> other.suite().equals(folder.suite())).count() > 1) {
      parts.add(folder.name());
    }
    return parts;
  }

  private Section map(String input, String id) {
    List<Picture> ofInput =
        pictures.stream().filter(picture -> picture.input().equals(input)).toList();
    String title = "Map: " + InputRecord.fileName(input);
    return new Section(id, title, new Maps(ofInput, id).render());
  }

  private static Section section(String id, RunRecord run) {
    List<Html> parts = new ArrayList<>();
    run.manifest().ifPresent(manifest -> parts.add(new Facts().add(manifest).render()));
    parts.add(
        Element.of(
            "details", Element.of("summary", "experiment.yaml"), Element.of("pre", run.plan())));
    return new Section(id, "Run: " + run.name(), parts);
  }

  /** Names of the files that were judged. */
  private List<String> inputs() {
    return results.stream()
        .flatMap(folder -> folder.outcome().results().settings().inputs().stream())
        .map(input -> input.fileName())
        .distinct()
        .toList();
  }

  private String title() {
    return front.map(Front::title).orElseGet(this::titleOfContent);
  }

  private String titleOfContent() {
    return results.isEmpty() ? "Training of " + trained() : suites() + " of " + judged();
  }

  /** The suites, the first with a capital letter. */
  private String suites() {
    String names =
        results.stream().map(JudgedFolder::suiteTitle).distinct().collect(Collectors.joining(", "));
    return ResultsSection.capital(names);
  }

  private String judged() {
    return inputs().size() > NAMED ? inputs().size() + " files" : String.join(", ", inputs());
  }

  private String trained() {
    return runs.size() > NAMED
        ? runs.size() + " runs"
        : runs.stream().map(RunRecord::name).collect(Collectors.joining(", "));
  }

  private String lead() {
    return front.map(Front::lead).orElseGet(this::leadOfContent);
  }

  private String leadOfContent() {
    return runs.isEmpty()
        ? "Embeddings judged, beside baselines."
        : results.isEmpty()
            ? "Loss over the steps of training, and what was trained."
            : "Embeddings judged, beside baselines; and" + " the training they come from.";
  }
}

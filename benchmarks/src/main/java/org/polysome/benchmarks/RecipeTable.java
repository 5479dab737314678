package org.polysome.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.suite.ResultRow;
import org.polysome.suite.ResultsFolder;

/**
 * Runs of many recipes on one corpus, beside the baselines, as a Markdown table: what each costs,
 * how its loss fell, and what a probe reads from its embedding.
 *
 * @param results of the benchmark that judged all runs
 * @param runs what was trained
 */
record RecipeTable(List<ResultRow> results, List<TrainedRecipe> runs) {

  private static final String METRIC = "knn_accuracy";
  private static final String RANDOM_WEIGHTS = "/random_weights";
  private static final String BASELINE = "baseline/";

  /** Copies the lists. */
  RecipeTable {
    results = List.copyOf(results);
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new UsageException("no run is given; usage: recipe-table RESULTS RUN...");
    }
  }

  /** Prints the table of a folder of results and the run folders it judges. */
  public static void main(String[] arguments) {
    try {
      if (arguments.length < 2) {
        throw new UsageException("usage: recipe-table RESULTS RUN...");
      }
      List<TrainedRecipe> runs =
          Stream.of(arguments)
              .skip(1)
              .map(Path::of)
              .filter(Files::isDirectory)
              .map(TrainedRecipe::read)
              .toList();
      List<ResultRow> results = ResultsFolder.readResults(Path.of(arguments[0])).results();
      System.out.print(new RecipeTable(results, runs).text());
    } catch (PolysomeException fault) {
      System.err.println("recipe-table: " + fault.getMessage());
      System.exit(fault.exitStatus());
    }
  }

  String text() {
    List<String> groups = groups();
    StringBuilder text = new StringBuilder();
    line(
        text,
        Stream.concat(
            Stream.of(
                "recipe",
                "parameters",
                "GFLOP a cell",
                "steps",
                "cells/s",
                "training loss",
                "best validation loss"),
            groups.stream().flatMap(g -> Stream.of("kNN, " + g, "random weights, " + g))));
    line(text, Stream.generate(() -> "---").limit(7 + 2L * groups.size()));
    runs.forEach(run -> line(text, Stream.concat(run.cells(), scores(run.name(), groups))));
    baselines().forEach(name -> line(text, baseline(name, groups)));
    return text.toString();
  }

  private Stream<String> scores(String run, List<String> groups) {
    return groups.stream()
        .flatMap(group -> Stream.of(score(run, group), score(run + RANDOM_WEIGHTS, group)));
  }

  private Stream<String> baseline(String name, List<String> groups) {
    Stream<String> empty = Stream.generate(() -> "").limit(6);
    Stream<String> scores = groups.stream().flatMap(group -> Stream.of(score(name, group), ""));
    return Stream.of(Stream.of(name), empty, scores).flatMap(part -> part);
  }

  private String score(String embedding, String group) {
    Optional<ResultRow> row =
        results.stream()
            .filter(one -> one.metric().equals(METRIC) && one.group().equals(group))
            .filter(one -> one.embedding().equals(embedding))
            .findFirst();
    OptionalDouble value = row.map(ResultRow::value).orElse(OptionalDouble.empty());
    return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "-";
  }

  private List<String> groups() {
    return results.stream()
        .filter(row -> row.metric().equals(METRIC))
        .map(ResultRow::group)
        .distinct()
        .toList();
  }

  private List<String> baselines() {
    return results.stream()
        .map(ResultRow::embedding)
        .filter(name -> name.startsWith(BASELINE))
        .distinct()
        .toList();
  }

  private static void line(StringBuilder text, Stream<String> cells) {
    text.append("| ").append(String.join(" | ", cells.toList())).append(" |\n");
  }
}

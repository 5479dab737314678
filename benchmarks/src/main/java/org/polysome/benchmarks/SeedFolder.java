package org.polysome.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.fault.DataException;
import org.polysome.suite.BenchmarkRecord;
import org.polysome.suite.ResultRow;
import org.polysome.suite.ResultsFolder;
import org.polysome.suite.SuiteResults;

/**
 * The results of one seed: a folder in which {@code polysome benchmark annotation} judged one run.
 *
 * @param path the folder
 * @param run the name of the run
 * @param results what it says
 */
record SeedFolder(Path path, String run, SuiteResults results) {

  static final String PCA = "baseline/pca";
  static final String HVG = "baseline/hvg_1k";
  private static final String RANDOM_WEIGHTS = "/random_weights";

  /**
   * What one row of a comparison is about.
   *
   * @param input the file of cells
   * @param split how they were split
   * @param metric what was measured
   */
  record Key(String input, String split, String metric) {
    static Key of(ResultRow row) {
      return new Key(row.input(), row.group(), row.metric());
    }
  }

  /**
   * Reads a folder.
   *
   * @throws org.polysome.fault.PolysomeException if it holds no results, or not of exactly one run
   *     beside its random weights
   */
  static SeedFolder read(Path path) {
    SuiteResults results = ResultsFolder.readResults(path);
    List<String> runs =
        results.results().stream()
            .map(ResultRow::embedding)
            .filter(name -> name.endsWith(RANDOM_WEIGHTS))
            .map(name -> name.substring(0, name.length() - RANDOM_WEIGHTS.length()))
            .distinct()
            .toList();
    if (runs.size() != 1) {
      throw new DataException(
          "%s judges %d runs beside their random weights, not one: make it with one --run"
                  .formatted(path, runs.size())
              + " and --baselines fast");
    }
    return new SeedFolder(path, runs.getFirst(), results);
  }

  String untrained() {
    return run + RANDOM_WEIGHTS;
  }

  /** What was judged, in the order of the file. */
  Set<Key> keys() {
    Set<Key> keys = new LinkedHashSet<>();
    results.results().stream()
        .filter(row -> row.embedding().equals(untrained()))
        .forEach(row -> keys.add(Key.of(row)));
    return keys;
  }

  /**
   * The one row of a contender.
   *
   * @throws DataException if there is none
   */
  ResultRow row(Key key, String embedding) {
    Optional<ResultRow> found =
        results.results().stream()
            .filter(row -> row.embedding().equals(embedding) && Key.of(row).equals(key))
            .findFirst();
    return found.orElseThrow(
        () ->
            new DataException(
                "%s has no %s of %s on %s, split %s: judge a file without embeddings, with --run"
                        .formatted(path, key.metric(), embedding, key.input(), key.split())
                    + " and --baselines fast"));
  }

  /** What must agree between folders to be compared: label, batch, and the splits. */
  List<Object> judgement() {
    BenchmarkRecord settings = results.settings();
    return List.of(settings.label(), settings.batch(), settings.seeds(), settings.seed());
  }
}

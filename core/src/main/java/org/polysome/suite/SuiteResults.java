package org.polysome.suite;

import java.util.List;
import org.polysome.provenance.Manifest;

/**
 * What a benchmark found: the content of {@code results.json}.
 *
 * @param schema version of the file
 * @param suite name of the suite
 * @param settings how it judged and what it met
 * @param provenance what made it
 * @param results all numbers
 */
public record SuiteResults(
    int schema,
    String suite,
    BenchmarkRecord settings,
    Manifest provenance,
    List<ResultRow> results) {

  /** The schema that this version writes. */
  public static final int SCHEMA = 2;

  /** Copies the rows. */
  public SuiteResults {
    results = List.copyOf(results);
  }
}

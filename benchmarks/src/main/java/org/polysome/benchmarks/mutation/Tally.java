package org.polysome.benchmarks.mutation;

import java.util.Collection;
import java.util.Locale;

/**
 * Mutants counted by what became of them. The score is the share of all that was killed; an
 * explained survivor is a survivor all the same.
 *
 * @param killed a test failed
 * @param survived all tests passed
 * @param uncovered no test runs there
 * @param timedOut a test did not end
 * @param crashed Java could not load the class, or ended
 * @param explained how many of those that were not killed have a reason
 */
record Tally(int killed, int survived, int uncovered, int timedOut, int crashed, int explained) {

  /** Counts mutants. */
  static Tally of(Collection<Mutant> mutants, Explanations explanations) {
    int[] counts = new int[Fate.values().length];
    mutants.forEach(mutant -> counts[mutant.fate().ordinal()]++);
    return new Tally(
        counts[Fate.KILLED.ordinal()],
        counts[Fate.SURVIVED.ordinal()],
        counts[Fate.UNCOVERED.ordinal()],
        counts[Fate.TIMED_OUT.ordinal()],
        counts[Fate.CRASHED.ordinal()],
        (int) mutants.stream().filter(explanations::cover).count());
  }

  int all() {
    return killed + survived + uncovered + timedOut + crashed;
  }

  /** Per cent killed of all; 0 of none. */
  double score() {
    return percent(killed);
  }

  /** Per cent explained of all; 0 of none. */
  double explainedShare() {
    return percent(explained);
  }

  /** A row of a Markdown table under {@link #head()}. */
  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %d | %.1f %% |%n",
        name,
        all(),
        killed,
        survived,
        uncovered,
        timedOut,
        crashed,
        explained,
        score());
  }

  /** The head of the table. */
  static String head() {
    return """
        | package | mutants | killed | survived | uncovered | timed out | crashed | explained | score |
        |---|---|---|---|---|---|---|---|---|
        """;
  }

  private double percent(int count) {
    return all() == 0 ? 0 : 100.0 * count / all();
  }
}

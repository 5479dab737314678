package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a reader of a table should know: what spreads are over, how cells are compared, what was
 * left out.
 *
 * @param results of the runs
 * @param exhibits what is shown
 */
record GridNotes(GridResults results, Exhibits exhibits) {

  /** Baselines often win, so that a mark must not be read as if it were above them. */
  private static final String MARKED =
      "Marked is the best run of each column; baselines stand beside the runs and are never marked.";

  /**
   * Of a table.
   *
   * @param uncertain whether some of its numbers have a spread
   */
  List<String> of(TableSpec spec, boolean uncertain) {
    List<String> notes = new ArrayList<>();
    List<Score> scores = spec.scores().stream().map(exhibits::score).toList();
    notes.add(MARKED);
    if (uncertain) {
      notes.add(spread(scores));
    }
    spec.facts().forEach(fact -> notes.add(fact.note()));
    exhibits
        .compare()
        .filter(compare -> scores.stream().anyMatch(score -> score.test() != Score.Test.NONE))
        .ifPresent(compare -> notes.add(tests(compare, scores)));
    List<String> diverged =
        results.runs().stream().filter(JudgedRun::diverged).map(JudgedRun::run).toList();
    if (!diverged.isEmpty()) {
      notes.add(
          "The loss of these ended above where it began, or as no number; no mean over repeats holds"
              + " them: "
              + String.join(", ", diverged)
              + ".");
    }
    return notes;
  }

  /** What error bars and spreads are over. */
  String spread(List<Score> scores) {
    if (results.repeated()) {
      return "± is the standard deviation over runs that differ in their seed.";
    }
    boolean several = scores.stream().anyMatch(score -> results.inputs(score).size() > 1);
    return several
        ? "± is the standard deviation over inputs; on one input it is that over the splits or"
            + " seeds of the suite."
        : "± is the standard deviation over the splits or seeds of the suite, where it has several;"
            + " two numbers are an interval of 95 % confidence.";
  }

  private String tests(Exhibits.Compare compare, List<Score> scores) {
    String how =
        scores.stream()
            .filter(score -> score.test() != Score.Test.NONE)
            .map(score -> score.heading() + " by " + words(score.test()))
            .collect(Collectors.joining("; "));
    return "* differs from %s at %s, probabilities raised for all runs compared (%s): %s."
        .formatted(compare.base(), Comparisons.LEVEL, compare.correction().title(), how);
  }

  private String words(Score.Test test) {
    return switch (test) {
      case NONE -> "no test";
      case TWO_PROPORTIONS -> "a z test of two proportions, of the tested perturbations";
      case T ->
          results.repeated()
              ? "a two-tailed t test of the repeated runs"
              : "a two-tailed t test of the databases and inputs of one run each";
    };
  }
}

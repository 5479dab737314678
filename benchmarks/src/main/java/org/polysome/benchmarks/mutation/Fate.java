package org.polysome.benchmarks.mutation;

/** What became of a mutant. All but {@link #KILLED} count as survival. */
enum Fate {
  /** A test failed. */
  KILLED,
  /** Tests ran through the changed line and passed. */
  SURVIVED,
  /** No test runs through the changed line. */
  UNCOVERED,
  /** A test did not end in time. */
  TIMED_OUT,
  /** The changed class could not be loaded, or Java itself ended. */
  CRASHED;

  /**
   * From a word of PITest's report.
   *
   * @throws IllegalArgumentException for a word that the report of a finished run does not have
   */
  static Fate of(String status) {
    return switch (status) {
      case "KILLED" -> KILLED;
      case "SURVIVED" -> SURVIVED;
      case "NO_COVERAGE" -> UNCOVERED;
      case "TIMED_OUT" -> TIMED_OUT;
      case "NON_VIABLE", "MEMORY_ERROR", "RUN_ERROR" -> CRASHED;
      default -> throw new IllegalArgumentException("no end of a mutant is called " + status);
    };
  }
}

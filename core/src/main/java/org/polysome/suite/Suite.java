package org.polysome.suite;

import java.util.List;
import java.util.Map;

/** A benchmark suite: what is asked of the embeddings of one input after another. */
public interface Suite {

  /** What users know of it, whatever its options. */
  SuiteKind kind();

  /** Its name on the command line and in results, such as {@code integration}. */
  default String name() {
    return kind().name();
  }

  /**
   * The metrics that it writes with its options, of families the members; each of them has a row
   * for whatever is judged in full, with a value or with the reason why there is none.
   */
  default List<Metric> metrics(BenchmarkSettings settings) {
    return kind().metrics();
  }

  /** Whether its numbers stay the same whatever the order of the cells in a file. */
  default boolean isFreeOfOrder() {
    return false;
  }

  /** What it does, in a sentence for the head of a page. */
  String description(BenchmarkSettings settings);

  /**
   * How it judges, in named facts for the record and the page, in the order they are shown.
   *
   * @throws org.polysome.fault.UsageException if it needs what the settings do not give
   */
  Map<String, String> protocol(BenchmarkSettings settings);

  /** Classes with fewer cells are left out, and named; 1 keeps all. */
  default int leastCells() {
    return 1;
  }

  /** Which cells are judged; all unless something says otherwise. */
  default CellChoice choice() {
    return CellChoice.ALL;
  }

  /** Whether it judges embeddings of cells; if not, none need be there, and no map is drawn. */
  default boolean judgesCells() {
    return true;
  }

  /** Whether maps of the better baselines and of random weights belong on its page as well. */
  default boolean drawsBaselines() {
    return false;
  }

  /**
   * Judges one input.
   *
   * @param input its cells, and all that is to be judged on it
   * @param tools where progress is shown
   * @param findings where the numbers go
   */
  void judge(JudgedInput input, SuiteTools tools, Findings findings);
}

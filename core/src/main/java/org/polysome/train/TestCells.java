package org.polysome.train;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpora;

/**
 * The cells that a run keeps to be judged later, by name: a line for each with its source, a tab
 * and the cell, which {@code corpus build --selection} reads.
 */
final class TestCells {

  /** The file of the run, where there are any. */
  static final String FILE = "test-cells.txt";

  private TestCells() {}

  /** Writes them into the folder of a new run; none, and there is no file. */
  static void write(Path folder, Corpora corpora, CellSplit split) {
    if (split.test().length > 0) {
      RunFolder.write(
          folder.resolve(FILE),
          IntStream.of(split.test())
              .mapToObj(row -> corpora.sourceName(row) + "\t" + corpora.name(row) + "\n")
              .collect(Collectors.joining()));
    }
  }
}

package org.polysome.suite;

import java.util.List;
import org.polysome.suite.map.Picture;

/**
 * All that a benchmark writes.
 *
 * @param results the numbers
 * @param confusions how often each class was taken for each other
 * @param pictures layouts of the embeddings
 * @param figures curves
 * @param tables what spreadsheets and other commands read besides; not read back with the rest
 */
public record SuiteOutcome(
    SuiteResults results,
    List<Confusion> confusions,
    List<Picture> pictures,
    List<Figure> figures,
    List<SideTable> tables) {

  /** Copies the lists. */
  public SuiteOutcome {
    confusions = List.copyOf(confusions);
    pictures = List.copyOf(pictures);
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }
}

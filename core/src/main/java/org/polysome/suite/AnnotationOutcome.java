package org.polysome.suite;

import java.util.List;
import org.polysome.suite.map.Picture;

/**
 * All that a benchmark writes.
 *
 * @param results the numbers
 * @param confusions how often each class was taken for each other
 * @param pictures layouts of the embeddings
 */
public record AnnotationOutcome(
    SuiteResults results, List<Confusion> confusions, List<Picture> pictures) {

  /** Copies the lists. */
  public AnnotationOutcome {
    confusions = List.copyOf(confusions);
    pictures = List.copyOf(pictures);
  }
}

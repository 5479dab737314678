package org.polysome.suite.report;

import org.polysome.suite.SuiteOutcome;

/**
 * Results with the name by which a page tells them from others.
 *
 * @param name of the folder, as the person wrote it
 * @param outcome what is in it
 */
public record JudgedFolder(String name, SuiteOutcome outcome) {

  String suite() {
    return outcome.results().suite();
  }

  /** The suite as a reader calls it. */
  String suiteTitle() {
    return suite().replace('-', ' ');
  }
}

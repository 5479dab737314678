package org.polysome.suite.integration;

import java.util.List;
import org.polysome.metric.Flavor;
import org.polysome.suite.Metric;

/** One project's set of metrics. */
interface Protocol {

  /** Whose definitions it follows. */
  Flavor flavor();

  /** What it scores, in that order. */
  List<Metric> metrics();

  /**
   * The metrics of both groups in the order they are shown, without means, and not yet by its
   * definitions.
   */
  List<Scored> score(EmbeddedCells cells);
}

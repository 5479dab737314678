package org.polysome.suite.integration;

import java.util.List;

/** One project's set of metrics. */
@FunctionalInterface
interface Protocol {

  /** The metrics of both groups in the order they are shown, without means. */
  List<Scored> score(EmbeddedCells cells);
}

package org.polysome.suite.integration;

import java.util.List;
import org.polysome.config.Names;

/** Whose definitions of the integration metrics are followed. */
public enum IntegrationFlavors {
  /** The ten metrics of scib-metrics 0.6. */
  SCIB_METRICS("scib-metrics 0.6, its ten default metrics", List.of(new ScibMetricsProtocol())),
  /** Those of scib 1.2. */
  SCIB("scib 1.2; its LISI takes connectivities for lengths", List.of(new ScibProtocol())),
  /** Both. */
  ALL(
      "scib-metrics 0.6 and scib 1.2, whose numbers must not be compared with each other",
      List.of(new ScibMetricsProtocol(), new ScibProtocol()));

  private final String words;
  private final List<Protocol> protocols;

  IntegrationFlavors(String words, List<Protocol> protocols) {
    this.words = words;
    this.protocols = protocols;
  }

  /** Its name on the command line. */
  public String text() {
    return Names.kebab(name());
  }

  String words() {
    return words;
  }

  List<Protocol> protocols() {
    return protocols;
  }
}

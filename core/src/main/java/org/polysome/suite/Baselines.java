package org.polysome.suite;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which simple alternatives are judged beside the given embeddings. */
public enum Baselines {
  /** None. */
  @JsonProperty("none")
  NONE,
  /**
   * Those that need no training: principal components, variable genes, shuffled labels, and for a
   * run the same model at random weights.
   */
  @JsonProperty("fast")
  FAST,
  /** Every baseline there is. All there are need no training yet, so these are the fast ones. */
  @JsonProperty("all")
  ALL
}

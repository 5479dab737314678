package org.polysome.suite;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which simple alternatives are judged beside the given embeddings. */
public enum Baselines {
  /** None. */
  @JsonProperty("none")
  NONE,
  /**
   * Those that need no training: 50 principal components, 1,000 variable genes, shuffled labels,
   * and for a run the same model at random weights. Gene vectors averaged by expression where a
   * file of them is given.
   */
  @JsonProperty("fast")
  FAST,
  /**
   * Every baseline there is: the fast ones; raw counts, log-normalised values, 2,000 and 5,000
   * variable genes, 10 to 200 principal components and ridge PCA, fitted to the cells a probe
   * learns from; and a linear autoencoder, scVI and, where there are batches, PCA corrected by
   * Harmony, made on the spot of all judged cells without their labels.
   */
  @JsonProperty("all")
  ALL
}

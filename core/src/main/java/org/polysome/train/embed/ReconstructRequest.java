package org.polysome.train.embed;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose expression to predict, with what, and where to.
 *
 * @param run the run folder
 * @param input the file or folder of cells
 * @param output the h5ad to write
 * @param force whether an existing output or layer may be replaced
 * @param model which model of the run
 * @param counts which counts of the input
 * @param layer the name of the layer
 * @param batchSize cells that go through the model at once
 * @param threads threads of the model; empty for as many as there are processors
 */
public record ReconstructRequest(
    Path run,
    Path input,
    Path output,
    boolean force,
    ModelChoice model,
    EmbedRequest.CountsOptions counts,
    String layer,
    int batchSize,
    Optional<Integer> threads) {

  /** The layer that predictions go by if nobody says otherwise. */
  public static final String DEFAULT_LAYER = "polysome";

  /** Checks the ranges. */
  public ReconstructRequest {
    EmbedRequest.checkRanges(batchSize, threads);
  }

  /**
   * Which model of a run.
   *
   * @param checkpoint {@code best}, {@code last} or {@code step-N}; empty for the run's default
   * @param objective the objective that predicts; empty for the one that takes one pass, if there
   *     is one
   * @param reading how it reads cells
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   */
  public record ModelChoice(
      Optional<String> checkpoint, Optional<String> objective, Reading reading, String device) {

    /** The default checkpoint and objective on the processor. */
    public static final ModelChoice DEFAULT =
        new ModelChoice(Optional.empty(), Optional.empty(), Reading.AS_TRAINED, "cpu");
  }
}

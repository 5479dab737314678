package org.polysome.train.embed;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.fault.UsageException;

/**
 * What to embed, with what, and where to.
 *
 * @param run the run folder
 * @param input the file or folder of cells
 * @param output the h5ad to write
 * @param force whether an existing output or key may be replaced
 * @param model which model of the run
 * @param counts which counts of the input
 * @param key the {@code obsm} key
 * @param batchSize cells that go through the model at once
 * @param threads threads of the model; empty for as many as there are processors
 */
public record EmbedRequest(
    Path run,
    Path input,
    Path output,
    boolean force,
    ModelChoice model,
    CountsOptions counts,
    String key,
    int batchSize,
    Optional<Integer> threads) {

  /** The key that embeddings go by if nobody says otherwise. */
  public static final String DEFAULT_KEY = "X_polysome";

  /** Checks the ranges. */
  public EmbedRequest {
    checkRanges(batchSize, threads);
  }

  static void checkRanges(int batchSize, Optional<Integer> threads) {
    if (batchSize < 1) {
      throw new UsageException("‹batch-size›: " + batchSize + " is not at least 1");
    }
    if (threads.isPresent() && threads.get() < 1) {
      throw new UsageException("‹threads›: " + threads.get() + " is not at least 1");
    }
  }

  /** The run's default checkpoint on detected counts, into a new file under the default key. */
  public static EmbedRequest of(Path run, Path input, Path output) {
    return new EmbedRequest(
        run,
        input,
        output,
        false,
        ModelChoice.DEFAULT,
        CountsOptions.DETECT,
        DEFAULT_KEY,
        64,
        Optional.empty());
  }

  /**
   * Which model of a run.
   *
   * @param checkpoint {@code best}, {@code last} or {@code step-N}; empty for the run's default
   * @param layer the block after which states are pooled; 0 for the embedding of tokens; empty for
   *     the one that the run embeds by, which is the last if it says none
   * @param reading how it reads cells
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   */
  public record ModelChoice(
      Optional<String> checkpoint, Optional<Integer> layer, Reading reading, String device) {

    /** The default checkpoint and layer, on the processor. */
    public static final ModelChoice DEFAULT =
        new ModelChoice(Optional.empty(), Optional.empty(), Reading.AS_TRAINED, "cpu");
  }

  /**
   * Which counts of a file.
   *
   * @param layer {@code X}, {@code raw} or the name of a layer; empty to detect it
   * @param geneColumn the column of {@code var} that names the genes; empty to detect it
   * @param where a query over {@code obs} that says which cells; empty for all
   */
  public record CountsOptions(
      Optional<String> layer, Optional<String> geneColumn, Optional<String> where) {

    /** Both detected, all cells. */
    public static final CountsOptions DETECT =
        new CountsOptions(Optional.empty(), Optional.empty(), Optional.empty());
  }
}

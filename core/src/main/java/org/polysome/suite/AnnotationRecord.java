package org.polysome.suite;

import java.util.List;
import java.util.Optional;

/**
 * The {@code settings} of the results of an annotation benchmark: what was asked for, and what was
 * met in each input.
 *
 * @param label the {@code obs} column that was predicted
 * @param batch the {@code obs} column that cells were split by as well
 * @param baselines what was judged beside the embeddings
 * @param seeds how many splits of each kind were asked for
 * @param seed from which the seeds of the splits follow
 * @param defaultGroup the kind of split that a single number stands for
 * @param testShare the share of each class that is tested where cells are split by class
 * @param testShareOfBatches the share of batches that is tested where cells are split by batch
 * @param leastCells classes with fewer cells are left out
 * @param interval how {@code ci95} was found
 * @param inputs what was met
 */
public record AnnotationRecord(
    String label,
    Optional<String> batch,
    Baselines baselines,
    int seeds,
    long seed,
    String defaultGroup,
    double testShare,
    double testShareOfBatches,
    int leastCells,
    String interval,
    List<InputRecord> inputs) {

  /** Copies the inputs. */
  public AnnotationRecord {
    inputs = List.copyOf(inputs);
  }

  static AnnotationRecord of(AnnotationSettings settings, List<InputRecord> inputs) {
    return new AnnotationRecord(
        settings.label(),
        settings.batch(),
        settings.baselines(),
        settings.seeds(),
        settings.seed(),
        SplitPlan.STRATIFIED,
        SplitPlan.TEST_SHARE,
        SplitPlan.TEST_SHARE_OF_BATCHES,
        JudgedCells.LEAST,
        Scores.INTERVAL,
        inputs);
  }
}

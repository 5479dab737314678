package org.polysome.train.spec;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * How a model is trained. A step is one update of the parameters, from {@code batch-size} times
 * {@code accumulate} cells.
 *
 * @param maxSteps steps after which training ends; with {@code epochs} the earlier end counts
 * @param epochs passes over the training cells after which training ends
 * @param batchSize cells that go through the model at once
 * @param accumulate batches whose gradients make one step
 * @param learningRate the peak learning rate
 * @param optimizer how gradients become steps
 * @param schedule how the learning rate moves
 * @param clip the norm over all gradients that is not exceeded; absent for no clipping
 * @param precision number format of the activations
 * @param validateEvery steps between validations; 0 for one at the end of each epoch; there is one
 *     more at the end
 * @param checkpointEvery steps between checkpoints; there is one more at the end, and after each
 *     validation that is the best so far
 * @param keepCheckpoints how many of the latest checkpoints stay on disk, beside the best
 * @param logEvery steps between lines of {@code metrics.jsonl}
 * @param earlyStopping when to give up; absent to train to the end
 * @param threads loader threads ahead of the step
 * @param initFrom a run whose weights to start from, where names and shapes agree
 */
public record TrainSpec(
    Optional<Integer> maxSteps,
    Optional<Double> epochs,
    @Default("32") int batchSize,
    @Default("1") int accumulate,
    @Default("0.0001") double learningRate,
    @Default("adamw") OptimizerSpec optimizer,
    @Default("constant") ScheduleSpec schedule,
    Optional<Double> clip,
    @Default("float32") Precision precision,
    @Default("0") int validateEvery,
    @Default("1000") int checkpointEvery,
    @Default("2") int keepCheckpoints,
    @Default("10") int logEvery,
    Optional<EarlyStoppingSpec> earlyStopping,
    @Default("2") int threads,
    Optional<Path> initFrom) {

  /** Checks the ranges. */
  public TrainSpec {
    if (maxSteps.isEmpty() && epochs.isEmpty()) {
      throw new UsageException("max-steps or epochs: one of them must say when training ends");
    }
    maxSteps.ifPresent(steps -> atLeast(1, "max-steps", steps));
    epochs.ifPresent(passes -> positive("epochs", passes));
    atLeast(1, "batch-size", batchSize);
    atLeast(1, "accumulate", accumulate);
    positive("learning-rate", learningRate);
    clip.ifPresent(norm -> positive("clip", norm));
    atLeast(0, "validate-every", validateEvery);
    atLeast(1, "checkpoint-every", checkpointEvery);
    atLeast(1, "keep-checkpoints", keepCheckpoints);
    atLeast(1, "log-every", logEvery);
    atLeast(1, "threads", threads);
  }

  /** Cells of one step. */
  public int cellsPerStep() {
    return Math.multiplyExact(batchSize, accumulate);
  }

  /**
   * Steps of the whole run.
   *
   * @param stepsPerEpoch steps that one pass over the training cells takes
   */
  public long totalSteps(long stepsPerEpoch) {
    long byEpochs =
        epochs.map(passes -> (long) Math.ceil(passes * stepsPerEpoch)).orElse(Long.MAX_VALUE);
    return Math.min(byEpochs, maxSteps.map(Integer::longValue).orElse(Long.MAX_VALUE));
  }

  private static void atLeast(int least, String key, int value) {
    if (value < least) {
      throw new UsageException("%s: %d is too small, use at least %d".formatted(key, value, least));
    }
  }

  private static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new UsageException("%s: %s is not a positive number".formatted(key, value));
    }
  }
}

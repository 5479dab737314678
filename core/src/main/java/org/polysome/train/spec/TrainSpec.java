package org.polysome.train.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * How a model is trained. A step is one update of the parameters, from {@code batch-size} times
 * {@code accumulate} cells.
 *
 * @param maxSteps steps after which training ends; of the three ends the earliest counts
 * @param epochs passes over the training cells after which training ends
 * @param maxCellsSeen cells after which training ends, each counted as often as it is seen: runs on
 *     corpora or batches of other sizes have seen equally much (TxFM, section 4.3)
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
 * @param keepSteps steps whose checkpoints are written and stay, for curves over the training
 * @param logEvery steps between lines of {@code metrics.jsonl}
 * @param earlyStopping when to give up; absent to train to the end
 * @param threads loader threads ahead of the step
 * @param asPublished whether a step may be cut into several batches although parts of the plan let
 *     what a cell gives depend on its batch mates, as published runs on several devices did
 * @param initFrom a run whose weights to start from, where names and shapes agree; what is of a
 *     gene is taken from the gene of the same name, what is of a label from the label of the same
 *     name; others start anew
 * @param fitted whether what the tokenizer knows of training cells comes from that run too; plays
 *     no part without one
 */
public record TrainSpec(
    Optional<Integer> maxSteps,
    Optional<Double> epochs,
    Optional<Long> maxCellsSeen,
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
    @Default("[]") List<Long> keepSteps,
    @Default("10") int logEvery,
    Optional<EarlyStoppingSpec> earlyStopping,
    @Default("2") int threads,
    @Default("false") boolean asPublished,
    Optional<Path> initFrom,
    @Default("carried") InitFitted fitted) {

  /** Checks the ranges. */
  public TrainSpec {
    if (maxSteps.isEmpty() && epochs.isEmpty() && maxCellsSeen.isEmpty()) {
      throw new UsageException(
          "max-steps, epochs or max-cells-seen: one of them must say when training ends");
    }
    keepSteps = List.copyOf(keepSteps);
    keepSteps.forEach(step -> positive("keep-steps", step));
    maxCellsSeen.ifPresent(cells -> positive("max-cells-seen", cells));
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

  /** The same, starting from the weights of another run. */
  public TrainSpec startingFrom(Path run) {
    return new TrainSpec(
        maxSteps,
        epochs,
        maxCellsSeen,
        batchSize,
        accumulate,
        learningRate,
        optimizer,
        schedule,
        clip,
        precision,
        validateEvery,
        checkpointEvery,
        keepCheckpoints,
        keepSteps,
        logEvery,
        earlyStopping,
        threads,
        asPublished,
        Optional.of(run),
        fitted);
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
    long byCells =
        maxCellsSeen
            .map(cells -> Math.ceilDiv(cells, (long) cellsPerStep()))
            .orElse(Long.MAX_VALUE);
    long bySteps = maxSteps.map(Integer::longValue).orElse(Long.MAX_VALUE);
    return Math.min(bySteps, Math.min(byEpochs, byCells));
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

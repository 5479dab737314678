package org.polysome.train.loop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polysome.fault.CancelledException;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.spec.EarlyStoppingSpec;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.StepLosses;
import org.polysome.train.store.TrainState;
import org.polysome.train.store.ValidationHistory;

/**
 * Takes steps until the end, until patience runs out or until someone asks to stop; between steps
 * it logs, validates and writes checkpoints. Used once.
 */
public final class TrainingLoop {

  private final TrainingParts parts;
  private final Milestones milestones;
  private final Divergence divergence;
  private final Pace pace = new Pace();
  private final LossLedger ledger;
  private long step;
  private ValidationHistory history;

  /**
   * A loop that goes on from a state, which the parts are in already.
   *
   * @param start steps and validations done
   */
  public TrainingLoop(TrainingParts parts, Milestones milestones, TrainState start) {
    this.parts = parts;
    this.milestones = milestones;
    this.divergence = new Divergence(parts);
    this.ledger = new LossLedger(start.unlogged());
    this.step = start.step();
    this.history = start.validation();
  }

  /**
   * Trains.
   *
   * @return the last state, whose checkpoint is on the disk
   * @throws CancelledException if someone asked to stop, after writing a checkpoint
   * @throws org.polysome.fault.DivergedException if a loss is no longer a number
   */
  public TrainState run(Progress progress) {
    long left = (milestones.total() - step) * milestones.spec().cellsPerStep();
    try (ledger;
        Task task = progress.start("pretrain", "cells", left)) {
      while (step < milestones.total() && !patienceIsOut()) {
        if (progress.cancellation().requested()) {
          throw stopped();
        }
        takeStep(task);
      }
      return state();
    }
  }

  private void takeStep(Task task) {
    List<TokenBatch> batches = parts.batches().next().batches();
    parts.runner().run(step, milestones.horizon(), batches, ledger);
    step++;
    long cells = batches.stream().mapToLong(TokenBatch::cells).sum();
    pace.add(cells);
    task.add(cells);
    if (milestones.log(step)) {
      log(task);
    }
    boolean best = milestones.validate(step) && validate();
    if (best || milestones.checkpoint(step) || patienceIsOut()) {
      checkpoint(best);
    }
  }

  private void log(Task task) {
    List<StepLosses> losses = ledger.read();
    divergence.check(losses);
    double rate = parts.runner().learningRate(step - 1, milestones.horizon());
    double loss = parts.log().training(milestones.epoch(step), losses, rate);
    parts.log().speed(step, pace.lap());
    ledger.clear();
    task.note(String.format(Locale.ROOT, "step %d/%d, loss %.4f", step, milestones.total(), loss));
  }

  /** Whether it is the best so far. */
  private boolean validate() {
    Optional<Validator> validator = parts.validator();
    if (validator.isEmpty()) {
      return false;
    }
    StepLosses losses = validator.get().run(step);
    divergence.checkValidation(losses);
    double loss = parts.log().validation(milestones.epoch(step), losses);
    double margin = milestones.spec().earlyStopping().map(EarlyStoppingSpec::minDelta).orElse(0.0);
    history = history.after(step, loss, margin);
    return history.bestStep() == step;
  }

  private void checkpoint(boolean best) {
    divergence.check(ledger.read());
    divergence.checkParameters(step);
    parts.log().force();
    Checkpoints checkpoints = parts.checkpoints();
    checkpoints.write(
        step,
        folder ->
            CheckpointFiles.write(
                folder, parts.learner().parameters(), parts.optimizer(), state()));
    if (best) {
      checkpoints.point(Checkpoints.BEST, step);
    }
    checkpoints.prune(milestones.spec().keepCheckpoints(), milestones.spec().keepSteps());
  }

  private CancelledException stopped() {
    if (!parts.checkpoints().pointed(Checkpoints.LAST).equals(Optional.of(step))) {
      checkpoint(false);
    }
    return new CancelledException(
        "stopped as asked after step %d of %d, with a checkpoint; to go on: polysome pretrain --resume %s"
            .formatted(step, milestones.total(), parts.run()));
  }

  private boolean patienceIsOut() {
    return milestones.spec().earlyStopping().filter(history::exhausted).isPresent();
  }

  private TrainState state() {
    return new TrainState(TrainState.SCHEMA, step, history, ledger.read());
  }
}

package org.polysome.train.store;

import java.util.List;

/**
 * What a resumed run needs besides parameters, buffers and optimiser state; {@code state.json} of a
 * checkpoint. Everything else (order of cells, random draws, learning rate) is a function of the
 * plan and the step.
 *
 * @param schema version of this file
 * @param step steps done
 * @param validation what the validations so far amount to
 * @param unlogged losses of the steps since the last line of {@code metrics.jsonl}
 */
public record TrainState(
    int schema, long step, ValidationHistory validation, List<StepLosses> unlogged) {

  /** The version this program writes. */
  public static final int SCHEMA = 1;

  /** Copies the losses. */
  public TrainState {
    unlogged = List.copyOf(unlogged);
  }

  /** Before the first step. */
  public static TrainState start() {
    return new TrainState(SCHEMA, 0, ValidationHistory.START, List.of());
  }
}

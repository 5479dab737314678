package org.polysome.train.loop;

import java.util.List;
import java.util.StringJoiner;
import org.polysome.fault.DivergedException;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Scope;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.StepLosses;

/** Ends a training whose numbers are no longer numbers. */
final class Divergence {

  private static final int CELLS_SHOWN = 5;

  private final TrainingParts parts;

  Divergence(TrainingParts parts) {
    this.parts = parts;
  }

  /** Refuses a step whose losses are not finite, naming its cells. */
  void check(List<StepLosses> losses) {
    for (StepLosses step : losses) {
      if (!step.finite()) {
        throw fault(
            "the training loss (%s) is not a number at step %d; the cells of that step: %s"
                .formatted(guilty(step), step.step(), cells(step.step())));
      }
    }
  }

  /** Refuses a validation whose losses are not finite. */
  void checkValidation(StepLosses losses) {
    if (!losses.finite()) {
      throw fault(
          "the validation loss (%s) is not a number after step %d"
              .formatted(guilty(losses), losses.step()));
    }
  }

  /** Refuses parameters that are not finite, which no checkpoint may keep. */
  void checkParameters(long step) {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      if (parts.optimizer().arena().values().isFinite().all().item() == 0) {
        throw fault("a parameter is not a number after step " + step);
      }
    }
  }

  private DivergedException fault(String what) {
    String good =
        parts
            .checkpoints()
            .pointed(Checkpoints.LAST)
            .map(step -> "the last good checkpoint is " + parts.checkpoints().of(step))
            .orElse("there is no good checkpoint yet");
    return new DivergedException(
        what + "\n" + good + "; try a lower train.learning-rate, or train.clip");
  }

  private String guilty(StepLosses losses) {
    StringJoiner names = new StringJoiner(", ");
    for (int i = 0; i < losses.sums().length; i++) {
      if (!Double.isFinite(losses.sums()[i])) {
        names.add(parts.learner().terms().get(i).name());
      }
    }
    return names.toString();
  }

  private String cells(long step) {
    List<String> cells = parts.cells().apply(step - 1);
    String shown = String.join(", ", cells.subList(0, Math.min(CELLS_SHOWN, cells.size())));
    return cells.size() <= CELLS_SHOWN
        ? shown
        : shown + " and " + (cells.size() - CELLS_SHOWN) + " more";
  }
}

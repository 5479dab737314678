package org.polysome.suite;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where along the training and the depth of its run a judged model is.
 *
 * @param step of the checkpoint; empty for the one that the run embeds with
 * @param layer after which cells are pooled, 0 being the embedding of tokens; empty for the one
 *     that the run embeds by
 */
public record RunPoint(OptionalLong step, OptionalInt layer) {

  /** The run as it embeds if nobody says otherwise. */
  public static final RunPoint WHOLE = new RunPoint(OptionalLong.empty(), OptionalInt.empty());

  /** Whether nothing in particular was chosen. */
  public boolean isWhole() {
    return step.isEmpty() && layer.isEmpty();
  }

  /** What such a model of a run is called, such as {@code RUN@step-100/layer-2}. */
  public String of(String run) {
    return run
        + (step.isPresent() ? "@step-" + step.getAsLong() : "")
        + (layer.isPresent() ? "/layer-" + layer.getAsInt() : "");
  }

  RunPoint withoutStep() {
    return new RunPoint(OptionalLong.empty(), layer);
  }

  RunPoint withoutLayer() {
    return new RunPoint(step, OptionalInt.empty());
  }
}

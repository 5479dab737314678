package org.polysome.train.embed;

import java.util.Optional;
import org.polysome.tokenizer.Sampling;
import org.polysome.train.Run;

/**
 * How a run reads cells where it is not as in training.
 *
 * @param tokens most tokens of a cell; empty for as many as in training
 * @param sampling which genes are taken where they are too many; empty for those as in training
 */
public record Reading(Optional<Integer> tokens, Optional<Sampling> sampling) {

  /** As in training. */
  public static final Reading AS_TRAINED = new Reading(Optional.empty(), Optional.empty());

  /** The run, reading so. */
  public Run of(Run run) {
    Run shorter = tokens.map(run::withLength).orElse(run);
    return sampling.map(shorter::withSampling).orElse(shorter);
  }
}

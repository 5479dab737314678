package org.polysome.suite.grid;

import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.Sampling;
import org.polysome.train.Run;

/**
 * A way in which a run reads the cells that it is judged on.
 *
 * @param name part of the name of a folder
 * @param sampling which genes of a cell it takes where they are too many; if not given, as in
 *     training
 */
public record Reading(String name, Optional<Sampling> sampling) {

  /** As in training. */
  static final Reading AS_TRAINED = new Reading("as-trained", Optional.empty());

  /** Checks that the name can be part of the name of a folder. */
  public Reading {
    if (!name.matches("[A-Za-z0-9.+-]+")) {
      throw new UsageException("name: letters, digits, points and hyphens only, got " + name);
    }
  }

  /** The run, reading so. */
  public Run of(Run run) {
    return sampling.map(run::withSampling).orElse(run);
  }
}

package org.polysome.objective;

import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * What an objective is built into.
 *
 * @param parameters where its parameters and buffers go
 * @param width width of the model's states
 * @param measured which genes of the vocabulary each source of the corpus measured
 */
public record ObjectiveContext(Parameters parameters, int width, MeasuredGenes measured) {

  /** The same context for one objective, whose parameters are called {@code objective.NAME.*}. */
  public ObjectiveContext named(String name) {
    return new ObjectiveContext(parameters.in("objective").in(name), width, measured);
  }
}

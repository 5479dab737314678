package org.polysome.objective;

import org.polysome.nn.BuildContext;
import org.polysome.tensor.Device;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * What an objective is built into.
 *
 * @param build where its parameters and buffers go, and the sizes of the model
 * @param measured which genes of the vocabulary each source of the corpus measured
 */
public record ObjectiveContext(BuildContext build, MeasuredGenes measured) {

  /** The same context for one objective, whose parameters are called {@code objective.NAME.*}. */
  public ObjectiveContext named(String name) {
    return new ObjectiveContext(build.in("objective").in(name), measured);
  }

  Device device() {
    return build.parameters().device();
  }
}

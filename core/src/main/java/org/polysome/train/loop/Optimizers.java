package org.polysome.train.loop;

import org.polysome.tensor.Adam;
import org.polysome.tensor.Parameters;
import org.polysome.train.spec.OptimizerSpec;

/** Builds optimisers from their specs. */
public final class Optimizers {

  private Optimizers() {}

  /** An optimiser at step 0 over all parameters. */
  public static Adam build(OptimizerSpec spec, Parameters parameters) {
    Adam.Settings settings =
        new Adam.Settings(
            spec.beta1(),
            spec.beta2(),
            spec.epsilon(),
            spec.weightDecay(),
            spec instanceof OptimizerSpec.Adamw);
    return new Adam(parameters.trained(), settings, name -> true);
  }
}

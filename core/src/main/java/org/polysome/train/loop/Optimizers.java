package org.polysome.train.loop;

import org.polysome.tensor.Adam;
import org.polysome.tensor.Parameters;
import org.polysome.train.spec.OptimizerSpec;
import org.polysome.train.spec.TrainSpec;

/** Builds optimisers from their specs. */
public final class Optimizers {

  private Optimizers() {}

  /**
   * An optimiser at step 0 over all parameters.
   *
   * @param totalSteps steps of the whole run
   */
  public static Adam build(TrainSpec train, long totalSteps, Parameters parameters) {
    OptimizerSpec spec = train.optimizer();
    Adam.Settings settings =
        new Adam.Settings(
            spec.beta1(),
            spec.beta2(),
            spec.epsilon(),
            spec.weightDecay().rate(train.learningRate(), totalSteps),
            spec instanceof OptimizerSpec.Adamw);
    return new Adam(parameters.trained(), settings, name -> true);
  }
}

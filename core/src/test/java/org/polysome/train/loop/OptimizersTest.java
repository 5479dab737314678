package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.train.spec.TrainSpec;

/** Two steps down x^2 by the formulas of the papers, in plain double. */
class OptimizersTest {

  private static final double RATE = 0.1;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: adam, beta1: 0.8, beta2: 0.9, epsilon: 0.01} | 0.8 | 0.9 | 0.01 | 0 | false",
        "{type: adam, beta1: 0.9, beta2: 0.99, weight-decay: 0.5} | 0.9 | 0.99 | 1e-8 | 0.5 | false",
        "{type: adamw, beta1: 0.7, beta2: 0.95, weight-decay: 0.5} | 0.7 | 0.95 | 1e-8 | 0.5 | true",
        "{type: adamw, weight-decay: whole-run} | 0.9 | 0.999 | 1e-8 | 0.25 | true"
      })
  void stepsAreThoseOfTheSettings(
      String optimizer, double beta1, double beta2, double epsilon, double decay, boolean apart) {
    TrainSpec spec =
        Config.bind(
            Assignment.applyAll(
                YamlReader.read("max-steps: 40\nlearning-rate: " + RATE, "test"),
                java.util.List.of("optimizer=" + optimizer)),
            TrainSpec.class);
    try (Parameters parameters = new Parameters(Device.CPU, 5)) {
      parameters.parameter("x", new Initialisation.Normal(1), 1);
      double x = parameters.get("x").toDoubles()[0];
      double mean = 0;
      double square = 0;
      try (Adam adam = Optimizers.build(spec, 40, parameters)) {
        for (int step = 1; step <= 2; step++) {
          double gradient = 2 * x + (apart ? 0 : decay * x);
          mean = beta1 * mean + (1 - beta1) * gradient;
          square = beta2 * square + (1 - beta2) * gradient * gradient;
          x -= apart ? RATE * decay * x : 0;
          x -=
              RATE
                  * (mean / (1 - Math.pow(beta1, step)))
                  / (Math.sqrt(square / (1 - Math.pow(beta2, step))) + epsilon);
          try (Scope scope = new Scope()) {
            adam.arena().clear();
            parameters.get("x").square().sum().backward();
            adam.step(RATE);
          }
          assertThat(parameters.get("x").toDoubles()[0]).isCloseTo(x, within(1e-5));
        }
      }
    }
  }
}

package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.config.Config;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;

/** It tells no values apart, on purpose, so the contract of encoders that do is not for it. */
class NoneTest {

  @Test
  void everyTokenIsTheZeroVectorAndNothingIsTrained() {
    None none = Config.defaults(None.class);
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      ValueEncoder encoder =
          none.build(
              new BuildContext(new Dimensions(60, 8, 1, 1), parameters, new Weights.FanIn()));
      Tensor found =
          encoder.forward(
              ValueEncoderContract.read(TokenBatches.batch(TokenBatches.cells(4, 5, 9))),
              Mode.TRAINING);
      assertThat(found.shape()).containsExactly(2, 9, 8);
      assertThat(found.toFloats()).containsOnly(0);
      assertThat(parameters.all()).isEmpty();
    }
  }
}

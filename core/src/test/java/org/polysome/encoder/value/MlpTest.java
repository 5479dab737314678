package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.nn.Activation;
import org.polysome.nn.Dimensions;

class MlpTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return new Mlp(16, Activation.GELU, false, Input.NORMALISED, Zero.TOKEN);
  }

  @Test
  void defaultsAreThePapers() {
    assertThat(Config.defaults(Mlp.class))
        .isEqualTo(new Mlp(512, Activation.RELU, false, Input.NORMALISED, Zero.NUMBER));
    assertThat(Config.defaults(Mlp.class).multiplyAdds(new Dimensions(1, 256, 1, 1)))
        .isEqualTo(512 + 512 * 256);
  }

  @Test
  void aHiddenSizeBelowOneIsRefused() {
    assertThatThrownBy(() -> new Mlp(0, Activation.RELU, false, Input.COUNTS, Zero.NUMBER))
        .hasMessageContaining("hidden");
  }
}

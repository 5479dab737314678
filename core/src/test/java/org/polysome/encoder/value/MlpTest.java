package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.nn.Dimensions;

class MlpTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(Mlp.class, "{hidden: 16, activation: gelu, zero: token}");
  }

  @Test
  void defaultsAreThePapers() {
    assertThat(Config.defaults(Mlp.class))
        .isEqualTo(
            read(Mlp.class, "{hidden: 512, activation: relu, input: normalised, zero: number}"));
    assertThat(Config.defaults(Mlp.class).multiplyAdds(new Dimensions(1, 256, 1, 1)))
        .isEqualTo(512 + 512 * 256);
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> read(Mlp.class, "{hidden: 0}")).hasMessageContaining("hidden");
    assertThatThrownBy(() -> read(Mlp.class, "{clamp: 0}")).hasMessageContaining("clamp");
    assertThatThrownBy(() -> read(Mlp.class, "{dropout: 1}")).hasMessageContaining("dropout");
  }
}

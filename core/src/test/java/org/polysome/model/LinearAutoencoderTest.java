package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.nn.Weights;

class LinearAutoencoderTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return new LinearAutoencoder(6, new Weights.FanIn());
  }

  @Test
  void isReadFromItsOwnText() {
    String text = Config.text((Record) spec());
    assertThat(Config.bind(YamlReader.read(text, "text"), LinearAutoencoder.class))
        .isEqualTo(spec());
    assertThatThrownBy(() -> new LinearAutoencoder(0, new Weights.FanIn()))
        .hasMessageContaining("latent");
    assertThatThrownBy(() -> spec().requireBlock(2)).hasMessageContaining("layer 2");
  }
}

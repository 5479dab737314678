package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polysome.config.Config;

class SoftBinsTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return new SoftBins(5, 16, 0.1, Input.COUNTS, Zero.NUMBER);
  }

  @Test
  void defaultsAreThePapers() {
    assertThat(Config.defaults(SoftBins.class))
        .isEqualTo(new SoftBins(20, 512, 0.01, Input.COUNTS, Zero.NUMBER));
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new SoftBins(1, 16, 0.1, Input.COUNTS, Zero.NUMBER))
        .hasMessageContaining("bins");
    assertThatThrownBy(() -> new SoftBins(4, 16, 2, Input.COUNTS, Zero.NUMBER))
        .hasMessageContaining("slope");
  }
}

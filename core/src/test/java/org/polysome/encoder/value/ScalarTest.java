package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScalarTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(Scalar.class, "{}");
  }

  @Test
  void isTheNumberItself() {
    assertThat(encode(0.25f, 3, 0)).containsExactly(0.25, 3, 0);
  }

  @Test
  void thereIsNoHiddenLayer() {
    assertThatThrownBy(() -> read(Scalar.class, "{others: hidden}"))
        .hasMessageContaining("learned or number");
  }
}

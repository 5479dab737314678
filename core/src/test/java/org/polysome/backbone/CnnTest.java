package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CnnTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Cnn(5, TokenOrder.GIVEN, 0, 1e-5, false);
  }

  @Test
  void anEvenKernelIsRefused() {
    assertThatThrownBy(() -> new Cnn(4, TokenOrder.GIVEN, 0, 1e-5, false))
        .hasMessageContaining("kernel must be odd, got 4");
  }
}

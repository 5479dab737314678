package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MambaTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Mamba(4, 4, 2, false, 1e-5);
  }

  @Test
  void aScanNeedsStates() {
    assertThatThrownBy(() -> new Mamba(0, 4, 2, false, 1e-5)).hasMessageContaining("states");
  }
}

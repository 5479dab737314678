package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polysome.nn.Dimensions;

class MlpTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Mlp(1e-5);
  }

  @Test
  void costsOfPaper000() {
    assertThat(new Mlp(1e-5).multiplyAdds(new Dimensions(1, 256, 6, 1), 512) / 1e9)
        .isCloseTo(0.40, org.assertj.core.api.Assertions.within(0.005));
  }
}

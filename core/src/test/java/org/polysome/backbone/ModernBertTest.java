package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModernBertTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: modern-bert, window: 3, bias: true, norm-bias: true}");
  }

  @Test
  void isAsPublishedWhereNothingIsSaid() {
    ModernBert spec = (ModernBert) read("modern-bert");
    assertThat(spec.globalEvery()).isEqualTo(3);
    assertThat(spec.bias()).isFalse();
  }
}

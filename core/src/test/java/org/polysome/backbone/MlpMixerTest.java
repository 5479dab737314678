package org.polysome.backbone;

class MlpMixerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new MlpMixer(12, true, 1e-5, false);
  }
}

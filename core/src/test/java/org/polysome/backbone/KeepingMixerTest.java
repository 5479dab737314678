package org.polysome.backbone;

class KeepingMixerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new MlpMixer(12, false, 1e-5, false);
  }
}

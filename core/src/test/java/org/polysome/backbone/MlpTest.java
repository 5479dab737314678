package org.polysome.backbone;

class MlpTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Mlp(1e-5);
  }
}

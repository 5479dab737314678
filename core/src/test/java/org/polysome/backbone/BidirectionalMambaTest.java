package org.polysome.backbone;

class BidirectionalMambaTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Mamba(3, 4, 1, true, 1e-5);
  }
}

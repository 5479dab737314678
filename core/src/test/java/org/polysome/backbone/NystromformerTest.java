package org.polysome.backbone;

class NystromformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: nystromformer, landmarks: 5, convolution: 3}");
  }
}

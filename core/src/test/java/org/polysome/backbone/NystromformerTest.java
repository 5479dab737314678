package org.polysome.backbone;

class NystromformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: nystromformer, landmarks: 5, convolution: 3}");
  }

  /** The inverse of six iterations is no better. */
  @Override
  double inexactness() {
    return 0.05;
  }
}

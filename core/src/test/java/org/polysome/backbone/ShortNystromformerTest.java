package org.polysome.backbone;

class ShortNystromformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: nystromformer, landmarks: 40, convolution: 5, inverse: chebyshev}");
  }

  /** The inverse of six iterations is no better. */
  @Override
  double inexactness() {
    return 0.05;
  }
}

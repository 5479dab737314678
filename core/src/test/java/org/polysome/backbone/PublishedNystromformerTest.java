package org.polysome.backbone;

class PublishedNystromformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read(
        "{type: nystromformer, landmarks: 4, norm: pre, activation: gelu, inverse: newton, as-published: true}");
  }

  /** The inverse of six iterations is no better. */
  @Override
  double inexactness() {
    return 0.05;
  }
}

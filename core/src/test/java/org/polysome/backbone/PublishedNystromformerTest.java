package org.polysome.backbone;

class PublishedNystromformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read(
        "{type: nystromformer, landmarks: 4, norm: pre, activation: gelu, inverse: newton, as-published: true}");
  }
}

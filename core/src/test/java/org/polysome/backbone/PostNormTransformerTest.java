package org.polysome.backbone;

class PostNormTransformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read(
        "{type: transformer, norm: post, activation: relu, feed-forward-ratio: 1, epsilon: 1e-12}");
  }
}

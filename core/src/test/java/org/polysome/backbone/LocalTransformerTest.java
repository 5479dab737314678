package org.polysome.backbone;

class LocalTransformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read(
        "{type: transformer, attention: generative, window: 2, rotary: {base: 100}, norm: post, last-norm: true}");
  }
}

package org.polysome.backbone;

class GenerativeTransformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: transformer, attention: generative}");
  }
}

package org.polysome.backbone;

import org.polysome.nn.Activation;

class PostNormTransformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Transformer(Transformer.Norm.POST, Activation.RELU, 1, 0, 0, 0, 1e-12);
  }
}

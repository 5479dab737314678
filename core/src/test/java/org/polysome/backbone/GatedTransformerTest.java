package org.polysome.backbone;

class GatedTransformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read(
        """
        {type: transformer, glu: true, activation: silu, feed-forward-ratio: 1.5, layer-scale: 0.1,
         drop-path: 0.2, qkv-bias: false, out-bias: false}
        """);
  }
}

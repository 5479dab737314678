package org.polysome.model;

class MambaModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return TokenModelTest.read(
        """
        width: 16
        layers: 2
        heads: 1
        value-encoder: {type: mlp, hidden: 16}
        backbone: {type: mamba, bidirectional: true}
        pooling: max
        weights: fan-in
        """);
  }
}

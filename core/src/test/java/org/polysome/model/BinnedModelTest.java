package org.polysome.model;

class BinnedModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return TokenModelTest.read(
        """
        width: 24
        layers: 1
        heads: 2
        value-encoder: {type: hard-bins, bins: 6}
        pooling: mean
        """);
  }
}

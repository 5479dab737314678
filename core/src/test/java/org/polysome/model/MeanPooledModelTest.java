package org.polysome.model;

class MeanPooledModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return TokenModelTest.read(
        """
        width: 24
        layers: 2
        heads: 2
        value-encoder: {type: soft-bins, bins: 4, hidden: 16}
        embedding-norm: layer-norm
        embedding-dropout: 0.1
        backbone: {type: transformer, norm: post, activation: relu, feed-forward-ratio: 1}
        pooling: mean
        weights: fan-in
        """);
  }
}

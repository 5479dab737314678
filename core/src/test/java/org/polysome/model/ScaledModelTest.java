package org.polysome.model;

/** Genes scaled by values, with a second vector per gene as its position. */
class ScaledModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return TokenModelTest.read(
        """
        width: 16
        layers: 1
        heads: 2
        value-encoder: {type: mlp, hidden: 16}
        combination: scale
        position: by-gene
        weights: fan-in
        """);
  }
}

package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** TxFM's tokens: gene vector and the number itself, through one linear map. */
class ScalarConcatModelTest extends ModelContract {

  @Override
  ModelSpec spec() {
    return TokenModelTest.read(
        """
        width: 16
        layers: 1
        heads: 2
        gene-encoder: {type: random, dimensions: 6, layer-norm: true}
        value-encoder: scalar
        combination: concat
        weights: fan-in
        """);
  }

  @Test
  void aSumNeedsVectors() {
    assertThatThrownBy(() -> TokenModelTest.read("{value-encoder: scalar}"))
        .hasMessageContaining("combination")
        .hasMessageContaining("concat or scale");
  }
}

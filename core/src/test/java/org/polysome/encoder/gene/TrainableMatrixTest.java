package org.polysome.encoder.gene;

import org.polysome.tensor.Parameters;

/** Pretrained vectors to start from, trained with the rest, through a linear map and layer norm. */
class TrainableMatrixTest extends GeneEncoderContract {

  @Override
  GeneEncoderSpec spec() {
    return org.polysome.config.Config.bind(
        org.polysome.config.YamlReader.read(
            "{file: g.txt, dimensions: 6, found: 4, frozen: false, layer-norm: true}", "test"),
        Matrix.class);
  }

  @Override
  void start(Parameters started) {
    ((Matrix) spec()).put(MatrixTest.given(), started);
  }
}

package org.polysome.train;

import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.objective.Pass;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** What a model made of a batch, for the objectives. */
record ModelPass(TokenBatch batch, Mode mode, Tensor tokens, Tensor cells) implements Pass {

  /** How training sees a model. */
  static Forward through(CellModel model, Device device) {
    return (batch, mode) -> {
      Encoded states = model.encode(ModelBatch.of(batch, device), mode);
      return new ModelPass(batch, mode, states.tokens(), states.cells());
    };
  }
}

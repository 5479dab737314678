package org.polysome.train.loop;

import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.objective.Pass;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/**
 * What a model made of a batch, for the objectives.
 *
 * @param batch the batch on the host
 * @param mode whether dropout and the like acted
 * @param states what came out
 * @param model for another pass
 */
public record ModelPass(TokenBatch batch, Mode mode, Encoded states, Forward model)
    implements Pass {

  /** How training sees a model. */
  public static Forward through(CellModel model, Device device) {
    return new Forward() {
      @Override
      public Pass pass(TokenBatch batch, Mode mode) {
        return new ModelPass(batch, mode, model.encode(ModelBatch.of(batch, device), mode), this);
      }
    };
  }

  @Override
  public Tensor genes() {
    return states.genes();
  }

  @Override
  public Tensor tokens() {
    return states.tokens();
  }

  @Override
  public Tensor cells() {
    return states.cells();
  }

  @Override
  public Pass again() {
    return model.pass(batch, mode);
  }
}

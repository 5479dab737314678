package org.polysome.train.loop;

import java.util.Optional;
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
 * @param model what made them
 * @param device where it lives
 */
public record ModelPass(TokenBatch batch, Mode mode, Encoded states, CellModel model, Device device)
    implements Pass {

  /** How training sees a model. */
  public static Forward through(CellModel model, Device device) {
    return new Forward() {
      @Override
      public Pass pass(TokenBatch batch, Mode mode) {
        return ModelPass.pass(batch, mode, model, device);
      }

      @Override
      public void atStep(long step) {
        model.atStep(step);
      }
    };
  }

  private static ModelPass pass(TokenBatch batch, Mode mode, CellModel model, Device device) {
    Encoded states = model.encode(ModelBatch.of(batch, device), mode);
    return new ModelPass(batch, mode, states, model, device);
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
  public Optional<Tensor> labels() {
    return states.labels();
  }

  @Override
  public Tensor geneVectors() {
    return model.geneVectors();
  }

  @Override
  public Tensor variances() {
    return states.variances().orElseGet(Pass.super::variances);
  }

  @Override
  public Pass again() {
    return pass(batch, mode, model, device);
  }
}

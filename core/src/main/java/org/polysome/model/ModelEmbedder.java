package org.polysome.model;

import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;

/**
 * Embeds with a model: float32, nothing random, no gradients.
 *
 * @param model the live model
 * @param width numbers per cell
 * @param device where the model's parameters live
 */
public record ModelEmbedder(CellModel model, int width, Device device) implements Embedder {

  @Override
  public float[] embed(TokenBatch batch) {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      return model.cells(ModelBatch.of(batch, device), Mode.EVALUATION).toFloats();
    }
  }
}

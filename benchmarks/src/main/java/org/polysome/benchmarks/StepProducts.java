package org.polysome.benchmarks;

import org.polysome.model.TokenModel;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * The matrix products of a training step and nothing else: those of the linear layers and of the
 * attention of every block, once forward and twice backward, on numbers that do not matter. No step
 * can be faster than they are; heads and embeddings are not counted.
 */
final class StepProducts {

  private static final int FEED_FORWARD = 4;

  private final TokenModel model;
  private final int cells;
  private final int tokens;

  StepProducts(TokenModel model, TokenBatch batch) {
    this.model = model;
    this.cells = batch.cells();
    this.tokens = batch.tokens();
  }

  /** Runs them. */
  void run() {
    try (Scope scope = new Scope();
        NoGradient none = new NoGradient()) {
      for (int layer = 0; layer < model.layers(); layer++) {
        layer();
      }
    }
  }

  private void layer() {
    int width = model.width();
    try (Scope scope = new Scope()) {
      for (int i = 0; i < 4; i++) {
        linear(width, width);
      }
      linear(width, FEED_FORWARD * width);
      linear(FEED_FORWARD * width, width);
      attention();
    }
  }

  /** Outputs, the gradient of the inputs, and the gradient of the weights. */
  private void linear(int in, int out) {
    Tensor inputs = ones((long) cells * tokens, in);
    Tensor weights = ones(in, out);
    Tensor outputs = inputs.matmul(weights);
    outputs.matmul(weights.transpose(0, 1));
    inputs.transpose(0, 1).matmul(outputs);
  }

  /** Scores and their sums over values, each with two gradients. */
  private void attention() {
    long heads = (long) cells * model.heads();
    Tensor queries = ones(heads, tokens, model.width() / model.heads());
    Tensor keys = queries.transpose(1, 2);
    for (int i = 0; i < 3; i++) {
      queries.matmul(keys).matmul(queries);
    }
  }

  private static Tensor ones(long... shape) {
    return Tensors.full(1e-3, ElementType.FLOAT32, Device.CPU, shape);
  }
}

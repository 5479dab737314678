package org.polysome.model;

/**
 * What one cell of a certain number of tokens costs a model, by formula.
 *
 * @param parameters trained numbers of the model, heads of objectives not counted
 * @param multiplyAdds multiplications with an addition, forward; lookups are not counted
 * @param activations numbers kept for the backward pass, roughly
 */
public record ModelCost(long parameters, long multiplyAdds, long activations) {

  private static final int FLOAT = 4;
  private static final int COPIES = 4;
  private static final int TRAINING = 3;

  /** Floating-point operations of embedding one cell: two per multiply-add. */
  public long flops() {
    return 2 * multiplyAdds;
  }

  /** Floating-point operations of training on one cell: the backward pass costs twice as much. */
  public long trainingFlops() {
    return TRAINING * flops();
  }

  /**
   * Native memory of training in bytes, roughly: parameters, gradients, two running means of the
   * optimiser, and what a batch keeps for the backward pass, all in float32.
   */
  public long trainingBytes(int batchSize) {
    return FLOAT * (COPIES * parameters + batchSize * activations);
  }
}

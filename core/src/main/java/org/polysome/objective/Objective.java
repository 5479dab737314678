package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/**
 * What is asked of a model. Each term is a sum with a count: the training loop divides by the count
 * over all batches of a step, so that small batches whose gradients add up equal one large batch.
 * The count is known on the host before anything is computed.
 *
 * <p>An implementation owns its heads in the {@link org.polysome.tensor.Parameters} it was built
 * with.
 */
public interface Objective {

  /** Its terms, always the same ones in the same order. */
  List<Term> terms();

  /**
   * Called before each training step, for what changes between steps by number and not by gradient.
   *
   * @param step steps done before
   * @param stepsPerEpoch steps of one pass over the training cells
   */
  default void atStep(long step, long stepsPerEpoch) {}

  /** How many values each term of a batch is summed over, in the order of the terms. */
  long[] counts(TokenBatch batch);

  /**
   * The sum of each term, in the order of the terms: float32 scalars through which gradients flow.
   * A term whose count is 0 is 0, as it is added to that of other batches of the step.
   *
   * @param pass a batch on its way through the model
   * @param seed of the random choices of this objective in this batch
   */
  List<Tensor> sums(Pass pass, long seed);

  /** How it predicts single values; empty where it predicts something else, or no numbers. */
  default Optional<ValueHead> valueHead() {
    return Optional.empty();
  }

  /**
   * How it predicts the expression of cells of which nothing need be hidden but what is asked;
   * zeros are predicted too. Empty where it predicts no numbers.
   */
  default Optional<ValueHead> reconstruction() {
    return valueHead();
  }
}

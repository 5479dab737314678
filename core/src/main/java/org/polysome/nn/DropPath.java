package org.polysome.nn;

import java.util.Arrays;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Stochastic depth (arXiv 1603.09382): in training a residual branch is left out for whole cells at
 * random, and scaled up for the others; the identity otherwise.
 *
 * @param probability with which a cell goes without the branch, in [0, 1)
 */
public record DropPath(double probability) implements Layer {

  /** Checks the probability. */
  public DropPath {
    Dropout.require("drop-path", probability);
  }

  /** The probability of one of several layers: it grows evenly from nothing at the first. */
  public static DropPath of(double last, int layer, int layers) {
    return new DropPath(layers == 1 ? last : last * layer / (layers - 1));
  }

  @Override
  public Tensor forward(Tensor branch, Mode mode) {
    if (mode == Mode.EVALUATION || probability == 0) {
      return branch;
    }
    long[] perCell = new long[branch.dimensions()];
    Arrays.fill(perCell, 1);
    perCell[0] = branch.size(0);
    Tensor kept = Tensors.full(1, branch.type(), branch.device(), perCell);
    return branch.multiply(Functions.dropout(kept, probability));
  }
}

package org.polysome.objective;

import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** The squared error of the first score, for all values or for those that are not zero. */
record SquaredError(String name, double weight, boolean zeros) implements ValueTerm {

  @Override
  public Term term() {
    return new Term(name, weight);
  }

  @Override
  public boolean applies(float value) {
    return zeros || value != 0;
  }

  @Override
  public Tensor elements(Tensor scores, HiddenValues hidden) {
    Tensor targets = Tensors.of(hidden.values(), hidden.size()).to(scores.device());
    return scores.select(1, 0).to(ElementType.FLOAT32).subtract(targets).square();
  }
}

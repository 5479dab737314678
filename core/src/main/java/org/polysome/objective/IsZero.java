package org.polysome.objective;

import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Binary cross entropy of the second score, the logit of the value being zero. */
record IsZero(double weight) implements ValueTerm {

  @Override
  public Term term() {
    return new Term("is-zero", weight);
  }

  @Override
  public boolean applies(float value) {
    return true;
  }

  @Override
  public Tensor elements(Tensor scores, HiddenValues hidden) {
    float[] zero = new float[hidden.size()];
    for (int row = 0; row < zero.length; row++) {
      zero[row] = hidden.values()[row] == 0 ? 1 : 0;
    }
    Tensor logits = scores.select(1, 1).to(ElementType.FLOAT32);
    return Functions.binaryCrossEntropy(logits, Tensors.of(zero, zero.length).to(scores.device()));
  }
}

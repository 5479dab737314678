package org.polysome.objective;

import java.util.Arrays;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** The cross entropy of a softmax over the bins of values. */
record BinEntropy(ValueBins bins) implements ValueTerm {

  @Override
  public Term term() {
    return new Term("cross-entropy", 1);
  }

  @Override
  public boolean applies(float value) {
    return true;
  }

  @Override
  public Tensor elements(Tensor scores, HiddenValues hidden) {
    long[] classes = Arrays.stream(hidden.classes(bins)).asLongStream().toArray();
    Tensor index = Tensors.of(classes, classes.length, 1).to(scores.device());
    return scores.to(ElementType.FLOAT32).logSoftmax(1).gather(1, index).squeeze(1).negate();
  }
}

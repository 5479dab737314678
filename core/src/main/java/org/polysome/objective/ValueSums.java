package org.polysome.objective;

import java.util.ArrayList;
import java.util.List;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Terms over hidden values, summed up.
 *
 * @param terms the terms
 * @param mean what they are the mean of
 * @param longTail how much a value weighs by its size
 */
record ValueSums(List<ValueTerm> terms, Mean mean, LongTail longTail) {

  /** The terms as parts of an objective. */
  List<Term> terms(String objective, double weight) {
    return terms.stream().map(term -> term.term().within(objective, weight)).toList();
  }

  long[] counts(HiddenValues hidden) {
    return terms.stream().mapToLong(term -> hidden.count(term, mean)).toArray();
  }

  /** The sum of each term, given (rows, outputs) scores of the hidden values. */
  List<Tensor> of(Tensor scores, HiddenValues hidden) {
    List<Tensor> sums = new ArrayList<>();
    for (ValueTerm term : terms) {
      Tensor weights =
          Tensors.of(hidden.weights(term, mean, longTail), hidden.size())
              .to(scores.device())
              .to(scores.type());
      sums.add(term.elements(scores, hidden).multiply(weights).sum());
    }
    return sums;
  }
}

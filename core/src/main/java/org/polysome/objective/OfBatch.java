package org.polysome.objective;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/**
 * An objective of one term over the cells of a batch as a whole, with nothing to learn of its own.
 *
 * @param term its term
 * @param count how much the sum is over
 * @param sum the sum of the term
 */
record OfBatch(Term term, ToLongFunction<TokenBatch> count, Function<Pass, Tensor> sum)
    implements Objective {

  @Override
  public List<Term> terms() {
    return List.of(term);
  }

  @Override
  public long[] counts(TokenBatch batch) {
    return new long[] {count.applyAsLong(batch)};
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    return List.of(sum.apply(pass));
  }
}

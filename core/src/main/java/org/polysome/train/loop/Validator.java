package org.polysome.train.loop;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.polysome.random.Seeds;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.store.StepLosses;

/**
 * Measures the losses on held-out cells: the same cells, tokens and hidden values each time,
 * without dropout, in float32.
 */
public final class Validator {

  private final Learner learner;
  private final Supplier<Stream<TokenBatch>> batches;
  private final long seed;

  /**
   * What measures.
   *
   * @param batches all held-out cells, opened anew for each validation
   */
  public Validator(Learner learner, Supplier<Stream<TokenBatch>> batches, long seed) {
    this.learner = learner;
    this.batches = batches;
    this.seed = seed;
  }

  /** The losses after a step, over all held-out cells together. */
  public StepLosses run(long step) {
    int terms = learner.terms().size();
    long[] counts = new long[terms];
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient();
        Stream<TokenBatch> stream = batches.get()) {
      Tensor total = Tensors.zeros(ElementType.FLOAT64, learner.device(), terms);
      stream.forEach(batch -> add(batch, counts, total));
      return new StepLosses(step, total.toDoubles(), counts);
    }
  }

  private void add(TokenBatch batch, long[] counts, Tensor total) {
    long[] ofBatch = learner.counts(List.of(batch));
    for (int i = 0; i < counts.length; i++) {
      counts[i] += ofBatch[i];
    }
    try (Scope scope = new Scope()) {
      Tensor sums = Tensors.stack(learner.sums(batch, Seeds.of(seed)), 0);
      total.addInPlace(sums.to(ElementType.FLOAT64), 1);
    }
  }
}

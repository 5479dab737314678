package org.polysome.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.polysome.nn.Mode;
import org.polysome.objective.Objective;
import org.polysome.objective.Pass;
import org.polysome.objective.Term;
import org.polysome.objective.ValueHead;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/**
 * An objective that makes the sum of the cells' numbers small, times a factor for each term, and
 * notes what it is told.
 */
final class MadeObjective implements Objective {

  private final List<Term> terms;
  private final ToLongFunction<TokenBatch> count;
  private final List<String> steps = new ArrayList<>();
  private final List<Mode> modes = new ArrayList<>();
  private final List<Long> seeds = new ArrayList<>();
  private Optional<ValueHead> head = Optional.empty();

  /**
   * Terms with a count per batch; the i-th is i + 1 times the sum of the cells' numbers.
   *
   * @param count of each term
   */
  MadeObjective(List<Term> terms, ToLongFunction<TokenBatch> count) {
    this.terms = terms;
    this.count = count;
  }

  MadeObjective with(ValueHead newHead) {
    head = Optional.of(newHead);
    return this;
  }

  /** Each step that it was told of, as {@code step/steps of an epoch}. */
  List<String> steps() {
    return steps;
  }

  /** The mode of each pass. */
  List<Mode> modes() {
    return modes;
  }

  /** The seed of each pass. */
  List<Long> seeds() {
    return seeds;
  }

  @Override
  public List<Term> terms() {
    return terms;
  }

  @Override
  public void atStep(long step, long stepsPerEpoch) {
    steps.add(step + "/" + stepsPerEpoch);
  }

  @Override
  public long[] counts(TokenBatch batch) {
    long[] counts = new long[terms.size()];
    java.util.Arrays.fill(counts, count.applyAsLong(batch));
    return counts;
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    modes.add(pass.mode());
    seeds.add(seed);
    List<Tensor> sums = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      sums.add(pass.cells().sum().multiply(i + 1.0));
    }
    return sums;
  }

  @Override
  public Optional<ValueHead> valueHead() {
    return head;
  }
}

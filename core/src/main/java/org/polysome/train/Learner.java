package org.polysome.train;

import java.util.ArrayList;
import java.util.List;
import org.polysome.objective.Objective;
import org.polysome.objective.Pass;
import org.polysome.objective.Term;
import org.polysome.random.Seeds;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** What is asked of the model in all: the terms of every objective, one after the other. */
final class Learner {

  private final List<Objective> objectives;
  private final List<Term> terms;

  Learner(List<Objective> objectives) {
    this.objectives = List.copyOf(objectives);
    this.terms = objectives.stream().flatMap(objective -> objective.terms().stream()).toList();
  }

  List<Term> terms() {
    return terms;
  }

  /** How many values each term is summed over, in all batches together. */
  long[] counts(List<TokenBatch> batches) {
    long[] counts = new long[terms.size()];
    for (TokenBatch batch : batches) {
      int at = 0;
      for (Objective objective : objectives) {
        for (long count : objective.counts(batch)) {
          counts[at++] += count;
        }
      }
    }
    return counts;
  }

  /** The sum of each term over a batch. */
  List<Tensor> sums(Pass pass, long seed) {
    List<Tensor> sums = new ArrayList<>();
    for (int i = 0; i < objectives.size(); i++) {
      sums.addAll(objectives.get(i).sums(pass, Seeds.of(seed, i)));
    }
    return sums;
  }

  /** The weighted sum of the terms' means: what training makes small. */
  double loss(StepLosses losses) {
    double loss = 0;
    for (int i = 0; i < terms.size(); i++) {
      loss += losses.counts()[i] == 0 ? 0 : terms.get(i).weight() * losses.mean(i);
    }
    return loss;
  }
}

package org.polysome.train.loop;

import java.util.List;
import org.polysome.random.Seeds;
import org.polysome.tensor.Adam;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.spec.Horizon;
import org.polysome.train.spec.TrainSpec;

/**
 * One update of the parameters: a function of parameters, optimiser state, the batches and (seed,
 * step), whatever happened before.
 */
public final class StepRunner {

  private static final long RANK = 0;

  private final Learner learner;
  private final Adam optimizer;
  private final TrainSpec spec;
  private final long seed;
  private final boolean wide = Engine.blasThreads() > 1;

  /**
   * Takes steps of one training.
   *
   * @param learner what is trained
   * @param optimizer of its parameters
   * @param spec how it is trained
   * @param seed of the run
   */
  public StepRunner(Learner learner, Adam optimizer, TrainSpec spec, long seed) {
    this.learner = learner;
    this.optimizer = optimizer;
    this.spec = spec;
    this.seed = seed;
  }

  /**
   * Takes a step. Where matrix products had several threads when this was made, they begin with
   * several; fused attention, in a step or in a validation, takes them down to one.
   *
   * @param step steps done before
   * @param horizon how far the run goes, which the schedule depends on
   * @param ledger where the losses go
   */
  public void run(long step, Horizon horizon, List<TokenBatch> batches, LossLedger ledger) {
    long stepSeed = Seeds.of(seed, step, RANK);
    Engine.seed(stepSeed);
    if (wide) {
      Engine.widenProducts();
    }
    learner.atStep(step, horizon.stepsPerEpoch());
    long[] counts = learner.counts(batches);
    optimizer.arena().clear();
    try (Scope scope = new Scope()) {
      Tensor sums = Tensors.zeros(ElementType.FLOAT64, learner.device(), counts.length);
      for (int i = 0; i < batches.size(); i++) {
        sums = sums.add(gradients(batches.get(i), counts, Seeds.of(stepSeed, i)));
      }
      optimizer.step(learningRate(step, horizon), spec.clip());
      ledger.add(step + 1, scope.keep(sums), counts);
    }
  }

  /** The learning rate of a step. */
  double learningRate(long step, Horizon horizon) {
    return spec.learningRate() * spec.schedule().factor(step, horizon);
  }

  /** Adds the gradients of one batch and returns the sums of its terms. */
  private Tensor gradients(TokenBatch batch, long[] counts, long batchSeed) {
    try (Scope scope = new Scope()) {
      List<Tensor> sums = learner.sums(batch, spec.precision(), batchSeed);
      learner.loss(sums, counts).ifPresent(Tensor::backward);
      List<Tensor> plain =
          sums.stream().map(Tensor::detach).map(sum -> sum.to(ElementType.FLOAT64)).toList();
      return scope.keep(Tensors.stack(plain, 0));
    }
  }
}

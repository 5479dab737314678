package org.polysome.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.model.CellModel;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.objective.Objective;
import org.polysome.objective.Pass;
import org.polysome.objective.Term;
import org.polysome.objective.ValueHead;
import org.polysome.random.Seeds;
import org.polysome.tensor.Autocast;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.spec.Precision;
import org.polysome.train.store.StepLosses;

/** A model and what is asked of it: the terms of every objective, one after the other. */
public final class Learner {

  private final CellModel model;
  private final List<Objective> objectives;
  private final Parameters parameters;
  private final List<Term> terms;

  /**
   * What is trained.
   *
   * @param parameters those of the model and of the objectives
   */
  public Learner(CellModel model, List<Objective> objectives, Parameters parameters) {
    this.model = model;
    this.objectives = List.copyOf(objectives);
    this.parameters = parameters;
    this.terms = objectives.stream().flatMap(objective -> objective.terms().stream()).toList();
  }

  /** The terms of all objectives, in order. */
  public List<Term> terms() {
    return terms;
  }

  Parameters parameters() {
    return parameters;
  }

  Device device() {
    return parameters.device();
  }

  void atStep(long step, long stepsPerEpoch) {
    model.atStep(step);
    objectives.forEach(objective -> objective.atStep(step, stepsPerEpoch));
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

  /** The sum of each term over a batch, in training with matrix products of some precision. */
  List<Tensor> sums(TokenBatch batch, Precision precision, long seed) {
    if (precision == Precision.FLOAT32) {
      return sums(pass(batch, Mode.TRAINING), seed);
    }
    try (Autocast bfloat16 = new Autocast(device())) {
      return sums(pass(batch, Mode.TRAINING), seed);
    }
  }

  /** The sum of each term over a batch, without dropout, in float32. */
  List<Tensor> sums(TokenBatch batch, long seed) {
    return sums(pass(batch, Mode.EVALUATION), seed);
  }

  /** How the first of its objectives that does so predicts single values. */
  public Optional<ValueHead> valueHead() {
    return objectives.stream().flatMap(objective -> objective.valueHead().stream()).findFirst();
  }

  /** How each of its objectives predicts the expression of cells, where it does. */
  public List<Optional<ValueHead>> reconstructions() {
    return objectives.stream().map(Objective::reconstruction).toList();
  }

  /**
   * Predicts values of a batch, without dropout or gradients, in float32.
   *
   * @param head what {@link #valueHead} gives
   * @return as the head says, row-major
   */
  public float[] predict(ValueHead head, TokenBatch batch) {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Tensor predicted = head.predict().apply(pass(batch, Mode.EVALUATION));
      return predicted.to(ElementType.FLOAT32).toFloats();
    }
  }

  private Pass pass(TokenBatch batch, Mode mode) {
    return Pass.through(model, ModelBatch.of(batch, device()), mode);
  }

  private List<Tensor> sums(Pass pass, long seed) {
    List<Tensor> sums = new ArrayList<>();
    for (int i = 0; i < objectives.size(); i++) {
      sums.addAll(objectives.get(i).sums(pass, Seeds.of(seed, i)));
    }
    return sums;
  }

  /**
   * What training makes small: the weighted sum of the terms' means. Empty if no term has a value.
   *
   * @param sums sum of each term over one of the batches of a step
   * @param counts of each term over all batches of the step
   */
  Optional<Tensor> loss(List<Tensor> sums, long[] counts) {
    Optional<Tensor> loss = Optional.empty();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && terms.get(i).weight() > 0) {
        Tensor term = sums.get(i).multiply(terms.get(i).weight() / counts[i]);
        loss = Optional.of(loss.map(term::add).orElse(term));
      }
    }
    return loss;
  }

  /** What training makes small, on the host: the weighted sum of the means of the terms. */
  public double loss(StepLosses losses) {
    double loss = 0;
    for (int i = 0; i < terms.size(); i++) {
      loss += losses.counts()[i] == 0 ? 0 : terms.get(i).weight() * losses.mean(i);
    }
    return loss;
  }
}

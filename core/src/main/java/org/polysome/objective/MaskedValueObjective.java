package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.model.MaskedRows;
import org.polysome.nn.Layer;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** {@link MaskedValues} at work: only the states of hidden tokens go through the head. */
final class MaskedValueObjective implements Objective {

  private final ValueSums sums;
  private final Layer decoder;
  private final List<Term> terms;
  private final ValueLoss loss;

  MaskedValueObjective(MaskedValues spec, ObjectiveContext context) {
    this.sums = new ValueSums(spec.loss().terms(), spec.mean(), spec.longTail());
    this.decoder =
        spec.decoder()
            .build(
                context.build().in("decoder"),
                context.readWidth(context.build().width()),
                spec.loss().outputs());
    this.terms = sums.terms(spec.name(), spec.weight());
    this.loss = spec.loss();
  }

  @Override
  public List<Term> terms() {
    return terms;
  }

  @Override
  public long[] counts(TokenBatch batch) {
    return sums.counts(HiddenValues.of(batch));
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    HiddenValues hidden = HiddenValues.of(pass.batch());
    return sums(scores(pass, hidden), hidden);
  }

  @Override
  public Optional<ValueHead> valueHead() {
    return loss.reading().map(said -> said.ofHidden(this::scores));
  }

  @Override
  public Optional<ValueHead> reconstruction() {
    return Optional.of(loss.prediction().ofHidden(this::scores));
  }

  /** The scores of the hidden values (rows, outputs). */
  Tensor scores(Pass pass, HiddenValues hidden) {
    MaskedRows rows = pass.inputs().masked().orElseThrow();
    Tensor states = rows.ofTokens(pass.tokens());
    return decoder.forward(rows.joined(states, pass.labels()), pass.mode());
  }

  /** The sum of each term, given (rows, outputs) scores of the hidden values. */
  List<Tensor> sums(Tensor scores, HiddenValues hidden) {
    return sums.of(CountLikelihood.precise(scores), hidden);
  }
}

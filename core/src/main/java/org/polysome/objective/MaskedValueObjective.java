package org.polysome.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polysome.nn.Layer;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/** {@link MaskedValues} at work: only the states of hidden tokens go through the head. */
final class MaskedValueObjective implements Objective {

  private final MaskedValues spec;
  private final List<ValueTerm> terms;
  private final Layer decoder;

  MaskedValueObjective(MaskedValues spec, ObjectiveContext context) {
    this.spec = spec;
    this.terms = spec.loss().terms();
    this.decoder = spec.decoder().build(context.build().in("decoder"), spec.loss().outputs());
  }

  @Override
  public List<Term> terms() {
    return terms.stream().map(term -> term.term().within(spec.name(), spec.weight())).toList();
  }

  @Override
  public long[] counts(TokenBatch batch) {
    HiddenValues hidden = HiddenValues.of(batch);
    return terms.stream().mapToLong(term -> hidden.count(term, spec.mean())).toArray();
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    HiddenValues hidden = HiddenValues.of(pass.batch());
    Tensor states = pass.tokens().flatten(0, 1);
    long[] positions = Arrays.stream(hidden.positions()).asLongStream().toArray();
    Tensor rows = Tensors.of(positions, positions.length).to(states.device());
    Tensor scores = decoder.forward(states.indexSelect(0, rows), pass.mode());
    return sums(scores.to(ElementType.FLOAT32), hidden);
  }

  /** The sum of each term, given (rows, outputs) scores of the hidden values. */
  List<Tensor> sums(Tensor scores, HiddenValues hidden) {
    List<Tensor> sums = new ArrayList<>();
    for (ValueTerm term : terms) {
      Tensor weights =
          Tensors.of(hidden.weights(term, spec.mean()), hidden.size()).to(scores.device());
      sums.add(term.elements(scores, hidden).multiply(weights).sum());
    }
    return sums;
  }
}

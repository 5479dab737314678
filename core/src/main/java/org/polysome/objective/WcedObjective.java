package org.polysome.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Layer;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** {@link Wced} at work. */
final class WcedObjective implements Objective {

  private static final int VALUE = 0;
  private static final int ZERO = 1;
  private static final int OUTPUTS = 2;

  private final Wced spec;
  private final int vocabulary;
  private final Layer decoder;
  private final MeasuredTable measured;
  private final List<GeneSet> sets;

  WcedObjective(Wced spec, ObjectiveContext context) {
    this.spec = spec;
    this.sets = Stream.concat(spec.genes().stream(), spec.report().stream()).toList();
    this.vocabulary = context.measured().vocabulary();
    this.decoder =
        spec.decoder().build(context.build().in("decoder"), context.cellWidth(), OUTPUTS);
    this.measured = new MeasuredTable(context);
  }

  @Override
  public List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    for (GeneSet set : sets) {
      double factor = spec.genes().contains(set) ? spec.factor() : 0;
      Term value = new Term(set.label() + ".mse", spec.valueWeight());
      Term zero = new Term(set.label() + ".is-zero", spec.zeroWeight());
      terms.add(value.within(spec.name(), factor));
      terms.add(zero.within(spec.name(), factor));
    }
    return terms;
  }

  @Override
  public long[] counts(TokenBatch batch) {
    WholeTargets targets = new WholeTargets(batch, vocabulary);
    long all = measured.count(batch);
    long[] counts = new long[2 * sets.size()];
    for (int i = 0; i < sets.size(); i++) {
      GeneSet set = sets.get(i);
      counts[2 * i] = set.count(targets.seen(), targets.inputSeen());
      counts[2 * i + 1] = set.count(all, targets.inputGenes());
    }
    return counts;
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    Tensor scores = decoder.forward(pass.cells(), pass.mode());
    return sums(scores.to(ElementType.FLOAT32), pass.inputs());
  }

  /** The value as that of a gene that is not zero. */
  @Override
  public Optional<ValueHead> valueHead() {
    return Optional.of(
        new ValueHead(
            ValueHead.Asked.WHOLE_CELLS,
            ValueHead.Unit.VALUE,
            pass -> decoder.forward(pass.cells(), pass.mode()).select(2, VALUE)));
  }

  @Override
  public Optional<ValueHead> reconstruction() {
    return Optional.of(
        new ValueHead(
            ValueHead.Asked.WHOLE_CELLS,
            ValueHead.Unit.VALUE,
            pass -> values(decoder.forward(pass.cells(), pass.mode()))));
  }

  /** The sum of each term, given (cells, genes, 2) scores: the value, and the logit of zero. */
  List<Tensor> sums(Tensor scores, ModelBatch inputs) {
    WholeTargets targets = new WholeTargets(inputs.host(), vocabulary);
    Tensor values = inputs.requireWhole().values();
    Tensor zero = values.equalTo(0).to(ElementType.FLOAT32);
    Tensor seen = zero.negate().add(1.0);
    Tensor errors = scores.select(2, VALUE).subtract(values).square().multiply(seen);
    Tensor entropies = Functions.binaryCrossEntropy(scores.select(2, ZERO), zero);
    Tensor input = targets.input(scores.device());
    Tensor known = measured.of(inputs.host(), scores);
    List<Tensor> sums = new ArrayList<>();
    for (GeneSet set : sets) {
      Tensor mask = set.mask(known, input);
      sums.add(errors.multiply(mask).sum());
      sums.add(entropies.multiply(mask).sum());
    }
    return sums;
  }

  /** What the scores say: the value, or zero where the logit of zero is above zero. */
  static Tensor values(Tensor scores) {
    return scores.select(2, VALUE).maskedFill(scores.select(2, ZERO).greaterThan(0), 0);
  }
}

package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.model.ModelBatch;
import org.polysome.model.WholeCells;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/** {@link WholeCellCounts} at work. */
final class WholeCellCountsObjective implements Objective {

  private final WholeCellCounts spec;
  private final int vocabulary;
  private final Layer decoder;
  private final CountLoss.Live loss;
  private final MeasuredTable measured;

  WholeCellCountsObjective(WholeCellCounts spec, ObjectiveContext context) {
    BuildContext build = context.build();
    this.spec = spec;
    this.vocabulary = context.measured().vocabulary();
    this.decoder = spec.decoder().build(build.in("decoder"), context.cellWidth(), 1);
    this.loss = spec.loss().build(build.in("loss"), context.cellWidth());
    this.measured = new MeasuredTable(context);
  }

  @Override
  public List<Term> terms() {
    return List.of(new Term(spec.loss().term(), 1).within(spec.name(), spec.weight()));
  }

  @Override
  public long[] counts(TokenBatch batch) {
    if (spec.reduction() == Reduction.SUM) {
      return new long[] {batch.cells()};
    }
    long input = new WholeTargets(batch, vocabulary).inputGenes();
    return new long[] {spec.genes().count(measured.count(batch), input)};
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    Tensor scores = scores(pass);
    return List.of(sum(scores, pass.cells(), pass.inputs()));
  }

  @Override
  public Optional<ValueHead> valueHead() {
    ValueHead.Unit unit = spec.loss().ofCounts() ? ValueHead.Unit.COUNT : ValueHead.Unit.VALUE;
    return Optional.of(new ValueHead(ValueHead.Asked.WHOLE_CELLS, unit, this::predictions));
  }

  /** Predicted values, or expected counts (cells, genes). */
  private Tensor predictions(Pass pass) {
    Tensor precise = CountLikelihood.precise(scores(pass));
    Tensor known = measured.of(pass.batch(), precise);
    Tensor logs = spec.activation().apply(precise, known, spec.total());
    if (!spec.loss().ofCounts()) {
      return logs;
    }
    Tensor counts = pass.inputs().requireWhole().counts();
    return logs.exp().multiply(CountTruth.sizes(counts.to(precise.type()), spec.total()));
  }

  /** The scores of the genes (cells, genes). */
  Tensor scores(Pass pass) {
    return decoder.forward(pass.cells(), pass.mode()).select(2, 0);
  }

  /** The sum over the genes that count, given (cells, genes) scores. */
  Tensor sum(Tensor scores, Tensor cells, ModelBatch inputs) {
    Tensor precise = CountLikelihood.precise(scores);
    Tensor input = new WholeTargets(inputs.host(), vocabulary).input(precise.device());
    Tensor known = measured.of(inputs.host(), precise);
    Tensor mask = spec.genes().mask(known, input.to(precise.type()));
    Tensor elements = elements(precise, cells, inputs.requireWhole(), known);
    // What nobody measured must not reach the sum even where it is infinite.
    Tensor zero = Tensors.full(0, precise.type(), precise.device());
    return Tensors.where(mask.greaterThan(0), elements, zero).sum();
  }

  private Tensor elements(Tensor scores, Tensor cells, WholeCells whole, Tensor known) {
    Tensor counts = whole.counts().to(scores.type());
    Tensor sizes = CountTruth.sizes(counts, spec.total());
    CountTruth truth = new CountTruth(whole.values().to(scores.type()), counts, sizes);
    Tensor logs = spec.activation().apply(scores, known, spec.total());
    return loss.elements(new CountPrediction(logs, cells), truth);
  }
}

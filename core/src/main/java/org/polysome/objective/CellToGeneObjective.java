package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.decoder.GeneQuery;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** {@link CellToGeneValues} at work: only genes of hidden values ask. */
final class CellToGeneObjective implements Objective {

  private final CellToGeneValues spec;
  private final ValueSums sums;
  private final GeneQuery query;
  private final List<Term> terms;

  CellToGeneObjective(CellToGeneValues spec, ObjectiveContext context) {
    int cellWidth = context.readWidth(context.cellWidth());
    this.spec = spec;
    this.sums = new ValueSums(spec.loss().terms(), spec.mean(), spec.longTail());
    this.query = spec.query().build(context.build().in("query"), cellWidth, spec.loss().outputs());
    this.terms = sums.terms(spec.name(), spec.weight());
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
    return sums.of(CountLikelihood.precise(scores(pass, hidden)), hidden);
  }

  @Override
  public Optional<ValueHead> valueHead() {
    return spec.loss().reading().map(said -> said.ofHidden(this::scores));
  }

  /** The scores of the hidden values (rows, outputs). */
  Tensor scores(Pass pass, HiddenValues hidden) {
    HiddenRows rows = new HiddenRows(hidden, pass.tokens().device());
    Tensor genes = rows.ofTokens(pass.genes());
    Tensor cells = rows.joined(rows.ofCells(pass.cells()), pass.labels());
    return query.forward(spec.detach() ? genes.detach() : genes, cells);
  }
}

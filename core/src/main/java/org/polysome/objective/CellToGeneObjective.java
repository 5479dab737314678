package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.decoder.GeneQuery;
import org.polysome.model.MaskedRows;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
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

  /** Every gene of the vocabulary asks every cell, of which nothing is hidden. */
  @Override
  public Optional<ValueHead> reconstruction() {
    ValueReading said = spec.loss().prediction();
    return Optional.of(
        new ValueHead(ValueHead.Asked.WHOLE_CELLS, said.unit(), pass -> predictions(pass, said)));
  }

  private Tensor predictions(Pass pass, ValueReading said) {
    Tensor cells =
        pass.labels()
            .map(labels -> Tensors.concatenate(List.of(pass.cells(), labels), 1))
            .orElseGet(pass::cells);
    Tensor scores = query.table(pass.geneVectors(), cells);
    return said.apply(scores.flatten(0, 1)).reshape(scores.size(0), scores.size(1));
  }

  /** The scores of the hidden values (rows, outputs). */
  Tensor scores(Pass pass, HiddenValues hidden) {
    MaskedRows rows = pass.inputs().masked().orElseThrow();
    Tensor genes = rows.ofTokens(pass.genes());
    Tensor cells = rows.joined(rows.ofCells(pass.cells()), pass.labels());
    return query.forward(spec.detach() ? genes.detach() : genes, cells);
  }
}

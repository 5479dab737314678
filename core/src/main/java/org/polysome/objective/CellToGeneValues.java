package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.decoder.GeneQuerySpec;
import org.polysome.model.State;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;
import org.polysome.tokenizer.MaskRatios;
import org.polysome.tokenizer.Target;

/**
 * Predicts hidden values from the pooled state of the cell, asked by the vector of each gene: MVC
 * in the long-tail benchmark (eq. 3), GEPC in scGPT. What the model makes of the single tokens
 * plays no part. Where the model has vectors of labels, the one of the cell is joined to its state.
 *
 * @param ratio share of the gene tokens of a cell that is hidden, in (0, 1), or several of which
 *     each cell draws one; none where {@code masked-values} beside it says how values are hidden
 * @param quota how many tokens that ratio makes
 * @param query how a gene asks a cell
 * @param detach whether no gradient flows into the vectors of genes
 * @param loss how far a prediction is from the truth
 * @param mean what the loss is the mean of
 * @param longTail how much a value weighs by its size
 * @param weight factor of the loss in the sum of all
 */
public record CellToGeneValues(
    @OneOrMore @Default("[]") List<Double> ratio,
    @Default("rounded") MaskQuota quota,
    @Default("inner-product") GeneQuerySpec query,
    @Default("false") boolean detach,
    @Default("mse") ValueLoss loss,
    @Default("tokens") Mean mean,
    @Default("none") LongTail longTail,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public CellToGeneValues {
    ratio = ratio.isEmpty() ? List.of() : MaskRatios.checked(ratio);
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "cell-to-gene-values";
  }

  @Override
  public Set<State> needs() {
    return Set.of(State.CELLS, State.GENES);
  }

  @Override
  public List<Target> targets() {
    return ratio.isEmpty()
        ? List.of()
        : List.of(new Target.MaskedValues(ratio, Optional.empty(), Hiding.ALL, quota, 0));
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new CellToGeneObjective(this, context);
  }
}

package org.polysome.objective;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.decoder.CellDecoderSpec;
import org.polysome.tokenizer.Target;

/**
 * Predicts the counts of all measured genes of a cell from its pooled state (TxFM, section 3): a
 * masked autoencoder, where tokens are a part of the genes. Losses in log space compare with the
 * values of the tokenizer, which ought to be {@code log1p} of counts that sum up to {@code total};
 * likelihoods take the raw counts.
 *
 * @param genes over which of the measured genes
 * @param decoder from the pooled state to one score per gene
 * @param activation from scores to predictions
 * @param loss how far a prediction is from the truth
 * @param total what the normalised counts of a cell sum up to
 * @param reduction what becomes of the losses of a cell's genes
 * @param weight factor of the loss in the sum of all
 */
public record WholeCellCounts(
    @Default("all") GeneSet genes,
    @Default("residual-mlp") CellDecoderSpec decoder,
    @Default("rectified-tanh") CountActivation activation,
    @Default("poisson-log") CountLoss loss,
    @Default("100000") double total,
    @Default("sum") Reduction reduction,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public WholeCellCounts {
    Require.positive("total", total);
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "whole-cell-counts";
  }

  @Override
  public List<Target> targets() {
    return List.of(new Target.WholeCell());
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new WholeCellCountsObjective(this, context);
  }
}

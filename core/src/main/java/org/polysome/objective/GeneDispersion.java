package org.polysome.objective;

import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Tensor;

/**
 * Negative binomials whose inverse dispersion is a number of the gene.
 *
 * @param logs its logarithm (genes)
 */
record GeneDispersion(Tensor logs) {

  /** The logarithm of the probability of each count (cells, genes). */
  Tensor of(CountPrediction predicted, CountTruth truth) {
    return CountLikelihood.negativeBinomial(
        truth.counts(), predicted.logs().exp().multiply(truth.sizes()), logs.exp());
  }

  Tensor negated(CountPrediction predicted, CountTruth truth) {
    return of(predicted, truth).negate();
  }
}

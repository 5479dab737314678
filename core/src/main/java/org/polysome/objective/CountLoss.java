package org.polysome.objective;

import java.util.function.BiFunction;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Linear;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.objective.loss.Errors;
import org.polysome.tensor.Tensor;

/** How far predictions of a cell's counts are from the truth, gene by gene. */
public sealed interface CountLoss {

  /** What the term is called. */
  String term();

  /** Whether predictions are logarithms of expected counts, and not of one plus a value. */
  default boolean ofCounts() {
    return false;
  }

  /**
   * Makes the live loss, with what it learns of the genes.
   *
   * @param cellWidth numbers per cell
   */
  Live build(BuildContext context, int cellWidth);

  /** A live {@link CountLoss}. */
  @FunctionalInterface
  interface Live {
    /** The loss of each gene of each cell (cells, genes). */
    Tensor elements(CountPrediction predicted, CountTruth truth);
  }

  /** Poisson in log space, {@code exp(y) - exp(t) y} (TxFM, section 3). */
  record PoissonLog() implements CountLoss {
    @Override
    public String term() {
      return "poisson";
    }

    @Override
    public Live build(BuildContext context, int cellWidth) {
      return plain(Errors::poisson);
    }
  }

  /** The squared error in log space. */
  record Mse() implements CountLoss {
    @Override
    public String term() {
      return "mse";
    }

    @Override
    public Live build(BuildContext context, int cellWidth) {
      return plain((found, truth) -> found.subtract(truth).square());
    }
  }

  /**
   * Squared where small, absolute where large, in log space.
   *
   * @param border between small and large
   */
  record SmoothL1(@Default("1") double border) implements CountLoss {
    /** Checks the border. */
    public SmoothL1 {
      Require.positive("border", border);
    }

    @Override
    public String term() {
      return "smooth-l1";
    }

    @Override
    public Live build(BuildContext context, int cellWidth) {
      return plain((found, truth) -> Errors.smooth(found.subtract(truth), border));
    }
  }

  /**
   * The negative binomial of the raw counts. The mean is the exponential of the prediction times
   * the cell's size factor, the inverse dispersion one number per gene: parameter {@code
   * log-inverse-dispersion} (genes).
   */
  record NegativeBinomial() implements CountLoss {
    @Override
    public String term() {
      return "negative-binomial";
    }

    @Override
    public boolean ofCounts() {
      return true;
    }

    @Override
    public Live build(BuildContext context, int cellWidth) {
      return likelihood(context)::negated;
    }
  }

  /**
   * The same with more zeros, whose logits a linear layer makes of the cell: parameters {@code
   * zero-inflation.weight} (genes, cell width), {@code zero-inflation.bias}.
   */
  record ZeroInflatedNegativeBinomial() implements CountLoss {
    @Override
    public String term() {
      return "zero-inflated-negative-binomial";
    }

    @Override
    public boolean ofCounts() {
      return true;
    }

    @Override
    public Live build(BuildContext context, int cellWidth) {
      GeneDispersion likelihood = likelihood(context);
      Linear zeros = Linear.of(context.in("zero-inflation"), cellWidth, context.sizes().genes());
      return (predicted, truth) ->
          CountLikelihood.zeroInflated(
                  truth.counts(),
                  likelihood.of(predicted, truth),
                  CountLikelihood.precise(zeros.forward(predicted.cells())))
              .negate();
    }
  }

  private static Live plain(BiFunction<Tensor, Tensor, Tensor> error) {
    return (predicted, truth) -> error.apply(predicted.logs(), truth.logs());
  }

  private static GeneDispersion likelihood(BuildContext context) {
    return new GeneDispersion(
        context.vectors("log-inverse-dispersion", 0, context.sizes().genes()));
  }
}

package org.polysome.objective;

import java.util.Optional;
import org.polysome.nn.BuildContext;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.objective.EvidenceLowerBound.Dispersion;
import org.polysome.objective.EvidenceLowerBound.Likelihood;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Tensor;

/**
 * The decoder of {@link EvidenceLowerBound}: layers {@code decoder}, then {@code scale} for the
 * shares of the genes, {@code zero-inflation} for logits of zeros from elsewhere, and the inverse
 * dispersion: parameter {@code log-inverse-dispersion} (genes) or (genes, labels), or the linear
 * layer {@code dispersion}.
 */
final class CountDecoder {

  private static final double EPSILON = 1e-8;

  private final Likelihood likelihood;
  private final DenseLayers layers;
  private final Linear scale;
  private final Optional<Linear> zeros;
  private final Optional<Linear> ofCells;
  private final Optional<Tensor> ofGenes;

  /**
   * A decoder with fresh parameters.
   *
   * @param latent numbers per cell that it reads
   * @param labels how many labels the batch column has; 0 without one
   */
  CountDecoder(EvidenceLowerBound spec, BuildContext context, int latent, int labels) {
    int genes = context.sizes().genes();
    int hidden = spec.decoder().hidden();
    boolean dispersed = spec.likelihood() != Likelihood.POISSON;
    likelihood = spec.likelihood();
    layers = new DenseLayers(context.in("decoder"), spec.decoder(), latent, labels);
    scale = Linear.of(context.in("scale"), hidden, genes);
    zeros =
        likelihood == Likelihood.ZINB
            ? Optional.of(Linear.of(context.in("zero-inflation"), hidden, genes))
            : Optional.empty();
    ofCells =
        dispersed && spec.dispersion() == Dispersion.GENE_CELL
            ? Optional.of(Linear.of(context.in("dispersion"), hidden, genes))
            : Optional.empty();
    ofGenes =
        dispersed && spec.dispersion() != Dispersion.GENE_CELL
            ? Optional.of(table(context, spec.dispersion(), labels))
            : Optional.empty();
  }

  private static Tensor table(BuildContext context, Dispersion dispersion, int labels) {
    int genes = context.sizes().genes();
    long[] shape = dispersion == Dispersion.GENE ? new long[] {genes} : new long[] {genes, labels};
    return context
        .parameters()
        .parameter("log-inverse-dispersion", new Initialisation.Normal(1), shape);
  }

  /**
   * What is expected of the counts of cells; numbers of genes that were not measured have no
   * meaning, and are finite.
   *
   * @param logRates logarithms of their means (cells, genes)
   * @param logInverseDispersions (cells, genes) or, one for all cells, (genes)
   * @param zeroLogits logits of zeros from elsewhere (cells, genes)
   */
  record Expected(
      Tensor logRates, Optional<Tensor> logInverseDispersions, Optional<Tensor> zeroLogits) {}

  /**
   * Expects counts.
   *
   * @param latent (cells, numbers)
   * @param logLibrary (cells, 1)
   */
  Expected forward(Tensor latent, Tensor logLibrary, CellCounts cells, Mode mode) {
    Tensor states = layers.forward(latent, cells.labels(), mode);
    Tensor logShares =
        CountLikelihood.precise(scale.forward(states))
            .maskedFill(cells.measured().not(), Double.NEGATIVE_INFINITY)
            .logSoftmax(1);
    Optional<Tensor> byLabel =
        ofGenes.map(
            logs ->
                logs.shape().length == 1
                    ? logs
                    : cells.labels().orElseThrow().matmul(logs.transpose(0, 1)));
    Optional<Tensor> dispersions = ofCells.map(layer -> layer.forward(states)).or(() -> byLabel);
    return new Expected(
        cells.known(logShares.add(logLibrary)),
        dispersions.map(CountLikelihood::precise).map(cells::known),
        zeros.map(layer -> cells.known(CountLikelihood.precise(layer.forward(states)))));
  }

  /** The logarithm of the probability of each cell's measured counts (cells). */
  Tensor logProbability(Expected expected, CellCounts cells) {
    return cells.known(elements(expected, cells.counts())).sum(1);
  }

  private Tensor elements(Expected expected, Tensor counts) {
    Tensor rates = expected.logRates().exp();
    if (likelihood == Likelihood.POISSON) {
      return counts
          .multiply(expected.logRates())
          .subtract(rates)
          .subtract(Functions.logGamma(counts.add(1.0)));
    }
    Tensor inverse = expected.logInverseDispersions().orElseThrow().exp();
    Tensor plain = CountLikelihood.negativeBinomial(counts, rates, inverse, EPSILON);
    return expected
        .zeroLogits()
        .map(logits -> CountLikelihood.zeroInflated(counts, plain, logits))
        .orElse(plain);
  }
}

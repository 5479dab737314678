package org.polysome.objective;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.DenseLayers;

/** How large a cell is taken to be: the logarithm of what its expected counts sum up to. */
public sealed interface Library {

  /** The sum of its counts; 1 for a cell without any. */
  record Observed() implements Library {}

  /**
   * A normal distribution that layers of their own make of the cell's counts, drawn from and held
   * to a normal distribution of the cells it comes with. scvi-tools takes the mean and variance of
   * the logarithms of sums over the cells of each batch.
   *
   * @param means of the latter: one number, or one for each label of the batch column in the order
   *     of the corpus
   * @param variances likewise
   * @param layers the layers of its own
   * @param readsBatch whether they read the cell's label in the batch column too
   */
  record Latent(
      List<Double> means,
      List<Double> variances,
      @Default("{}") DenseLayers.Form layers,
      @Default("false") boolean readsBatch)
      implements Library {

    /** Checks the numbers. */
    public Latent {
      means = List.copyOf(means);
      variances = List.copyOf(variances);
      Require.notEmpty("means", means);
      Require.that(
          variances.size() == means.size(), "variances", "must be as many as the means", variances);
      variances.forEach(variance -> Require.positive("variances", variance));
    }
  }
}

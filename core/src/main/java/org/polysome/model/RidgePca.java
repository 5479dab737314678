package org.polysome.model;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Mode;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * Ridge PCA: the ridge regression of the centred cell c on the loadings {@code L = V sqrt(D)} of
 * its {@linkplain Pca principal components}, whose variances are D:
 *
 * <p>{@code z = argmin |c - L z|^2 + a |z|^2 = (L^T L + a I)^-1 L^T c}, which is {@code z_i =
 * sqrt(d_i) / (d_i + a) v_i . c}.
 *
 * <p>With a = 0 every component has the variance one (whitening); components of a variance below a
 * are shrunk to nothing instead of being blown up. TxFM names this baseline and gives no formula;
 * this is ours. Buffers as of {@link Pca}, and {@code model.scale} (components).
 *
 * @param components how many, which is the width of the embedding
 * @param passes how often the training cells are read to find them
 * @param ridge a, in units of variance; absent for the mean variance of the directions that are
 *     left out, which is the noise of probabilistic PCA (Tipping and Bishop, 1999, equation 8)
 */
public record RidgePca(
    @Default("50") int components, @Default("8") int passes, Optional<Double> ridge)
    implements FittedModel {

  private static final String SCALE = "scale";
  private static final String VARIANCE = "variance";

  /** Checks the sizes. */
  public RidgePca {
    Require.positive("components", components);
    Require.positive("passes", passes);
    ridge.ifPresent(given -> Require.that(given >= 0, "ridge", "must be at least 0", given));
  }

  @Override
  public int embeddingWidth() {
    return components;
  }

  @Override
  public CellModel build(ModelInputs inputs, Parameters parameters) {
    Parameters own = parameters.in("model");
    Components plain = new Components(own, inputs.genes(), components);
    Tensor scale = own.buffer(SCALE, new Initialisation.Constant(1), components);
    return new Shrunk(plain, scale);
  }

  /** The model at work: the way back is {@code L z}. */
  private record Shrunk(Components plain, Tensor scale) implements CellModel {

    @Override
    public Encoded encode(ModelBatch batch, Mode mode) {
      return Encoded.ofCells(
          plain.scores(batch.requireWhole()).multiply(scale).to(ElementType.FLOAT32));
    }

    @Override
    public Optional<UnaryOperator<Tensor>> decoder() {
      return Optional.of(
          z -> plain.values(z.to(ElementType.FLOAT64).multiply(plain.variance().sqrt())));
    }
  }

  @Override
  public void fit(TrainingCells cells, Parameters parameters) {
    Parameters own = parameters.in("model");
    double total = Components.fit(cells, new Pca(components, passes), own);
    double[] variance = own.get(VARIANCE).to(ElementType.FLOAT64).toDoubles();
    double penalty = ridge.orElseGet(() -> leftOut(total, variance, cells.values().columns()));
    double[] scale = new double[components];
    for (int i = 0; i < components; i++) {
      scale[i] = Math.sqrt(variance[i]) / (variance[i] + penalty);
    }
    Components.put(own.get(SCALE), scale);
  }

  /** The mean variance along the directions that are no component. */
  private static double leftOut(double total, double[] variance, int genes) {
    double kept = 0;
    for (double one : variance) {
      kept += one;
    }
    return genes > variance.length ? Math.max(0, total - kept) / (genes - variance.length) : 0;
  }
}

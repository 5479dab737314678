package org.polysome.model;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.polysome.fault.UsageException;
import org.polysome.graph.spectral.StreamedPca;
import org.polysome.nn.Mode;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** {@link Pca} at work. Sums are taken in double, so that company changes no digit that is kept. */
final class Components implements CellModel {

  private static final String MEAN = "mean";
  private static final String COMPONENTS = "components";
  private static final String VARIANCE = "variance";
  private static final Initialisation ZEROS = new Initialisation.Constant(0);

  private final Tensor mean;
  private final Tensor components;
  private final Tensor variance;

  Components(Parameters parameters, int genes, int count) {
    mean = parameters.buffer(MEAN, ZEROS, genes);
    components = parameters.buffer(COMPONENTS, ZEROS, count, genes);
    variance = parameters.buffer(VARIANCE, ZEROS, count);
  }

  /**
   * Fits the buffers.
   *
   * @return the variance of the cells along all directions together
   */
  static double fit(TrainingCells cells, Pca spec, Parameters parameters) {
    StreamedPca fit =
        StreamedPca.fit(
            cells.values(), spec.components(), spec.passes(), parameters.seed(COMPONENTS));
    int found = fit.pca().components().rows();
    if (found < spec.components()) {
      throw new UsageException(
          "model.components: the training cells vary along %d directions only, not %d; set"
                  .formatted(found, spec.components())
              + " model.components="
              + found);
    }
    put(parameters.get(MEAN), fit.pca().mean());
    put(parameters.get(COMPONENTS), fit.pca().components().values());
    put(parameters.get(VARIANCE), fit.pca().variance());
    return fit.total();
  }

  /** Fills a buffer. */
  static void put(Tensor buffer, double[] numbers) {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      buffer.copyInPlace(Tensors.of(numbers, buffer.shape()));
    }
  }

  @Override
  public Encoded encode(ModelBatch batch, Mode mode) {
    return Encoded.ofCells(scores(batch.requireWhole()).to(ElementType.FLOAT32));
  }

  @Override
  public Optional<UnaryOperator<Tensor>> decoder() {
    return Optional.of(scores -> values(scores.to(ElementType.FLOAT64)));
  }

  /** The variance of the training cells along each component, in double. */
  Tensor variance() {
    return variance.to(ElementType.FLOAT64);
  }

  /** The values at coordinates (cells, genes), in double. */
  Tensor values(Tensor scores) {
    return scores.matmul(components.to(ElementType.FLOAT64)).add(mean.to(ElementType.FLOAT64));
  }

  /** The coordinates of cells (cells, components), in double. */
  Tensor scores(WholeCells cells) {
    Tensor centred =
        cells
            .values()
            .to(ElementType.FLOAT64)
            .subtract(mean)
            .multiply(cells.measured().to(ElementType.FLOAT64));
    return centred.matmul(components.to(ElementType.FLOAT64).transpose(0, 1));
  }
}

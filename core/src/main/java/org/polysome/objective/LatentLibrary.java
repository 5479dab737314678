package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** {@link Library.Latent} at work: layers, then {@code mean} and {@code log-variance}. */
final class LatentLibrary {

  private static final double LEAST_VARIANCE = 1e-4;

  private final Library.Latent spec;
  private final DenseLayers layers;
  private final Linear mean;
  private final Linear logVariance;
  private final Tensor means;
  private final Tensor variances;

  /**
   * An encoder with fresh parameters.
   *
   * @param labels how many labels the batch column has; 0 without one
   */
  LatentLibrary(Library.Latent spec, BuildContext context, int labels) {
    this.spec = spec;
    if (spec.means().size() > 1 && spec.means().size() != labels) {
      throw new UsageException(
          "library: %d means for %d labels of the batch column; give one, or one for each label"
              .formatted(spec.means().size(), labels));
    }
    int hidden = spec.layers().hidden();
    int genes = context.sizes().genes();
    layers =
        new DenseLayers(
            context.in("encoder"), spec.layers(), genes, spec.readsBatch() ? labels : 0);
    mean = Linear.of(context.in("mean"), hidden, 1);
    logVariance = Linear.of(context.in("log-variance"), hidden, 1);
    Device device = context.parameters().device();
    means = column(spec.means(), device);
    variances = column(spec.variances(), device);
  }

  private static Tensor column(List<Double> numbers, Device device) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return Tensors.of(floats, floats.length, 1).to(device);
  }

  /** The distribution of the logarithm of each cell's library (cells, 1). */
  Normals encode(CellCounts cells, Mode mode) {
    Optional<Tensor> read = spec.readsBatch() ? cells.labels() : Optional.empty();
    Tensor states = layers.forward(cells.counts().log1p(), read, mode);
    return Normals.of(
        mean.forward(states),
        Normals.precise(logVariance.forward(states)).exp().add(LEAST_VARIANCE));
  }

  /** What they are held to: (cells, 1), or (1, 1) for all. */
  Normals prior(CellCounts cells) {
    if (spec.means().size() == 1) {
      return new Normals(means, variances);
    }
    Tensor labels = cells.labels().orElseThrow();
    if (labels.sum(1).min().item() < 1) {
      throw new UsageException(
          "a cell to train on has no label in the batch column, by which its library is known; leave"
              + " such cells out with data.select");
    }
    return new Normals(labels.matmul(means), labels.matmul(variances));
  }
}

package org.polysome.model;

import java.util.Optional;
import org.polysome.nn.BuildContext;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;

/**
 * {@link Scvi} at work: the layers are {@code encoder}, then {@code mean} and {@code log-variance}.
 */
final class LiveScvi implements CellModel {

  private static final double LEAST_VARIANCE = 1e-4;

  private final Optional<String> column;
  private final int labels;
  private final DenseLayers encoder;
  private final Linear mean;
  private final Linear logVariance;

  LiveScvi(Scvi spec, BuildContext context) {
    column = spec.batchColumn();
    labels = column.map(context::labels).orElse(0);
    encoder =
        new DenseLayers(context.in("encoder"), spec.layers(), context.sizes().genes(), labels);
    mean = Linear.of(context.in("mean"), spec.layers().hidden(), spec.latent());
    logVariance = Linear.of(context.in("log-variance"), spec.layers().hidden(), spec.latent());
  }

  @Override
  public Encoded encode(ModelBatch batch, Mode mode) {
    Tensor states = states(batch, mode);
    Tensor variances =
        logVariance.forward(states).to(ElementType.FLOAT32).exp().add(LEAST_VARIANCE);
    return Encoded.ofCells(mean.forward(states), variances);
  }

  @Override
  public Tensor cells(ModelBatch batch, Mode mode) {
    return mean.forward(states(batch, mode));
  }

  private Tensor states(ModelBatch batch, Mode mode) {
    Tensor counts = batch.requireWhole().counts();
    Optional<Tensor> covariates = column.map(name -> OneHot.of(batch.labels(name), labels));
    return encoder.forward(counts.log1p(), covariates, mode);
  }
}

package org.polysome.encoder.gene;

import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Layer;
import org.polysome.nn.Mode;
import org.polysome.nn.Projection;

/**
 * A random vector per gene that is never trained: the control that pretrained or learned vectors
 * have to beat. Tokens without a gene have learned ones. Drawn normal, of deviation 1, from the
 * run's seed: tensors {@code table.*}, and {@code projection.*} where there is one.
 *
 * @param dimensions numbers per vector; the model's width where absent
 * @param projection from them to the model's width
 * @param layerNorm whether layer norm follows
 */
public record Random(
    Optional<Integer> dimensions,
    @Default("linear") Projection projection,
    @Default("false") boolean layerNorm)
    implements GeneEncoderSpec {

  /** Checks the dimensions. */
  public Random {
    dimensions.ifPresent(numbers -> Require.positive("dimensions", numbers));
  }

  @Override
  public GeneEncoder build(BuildContext context) {
    int columns = dimensions.orElse(context.width());
    FrozenRows table = new FrozenRows(context.in("table"), context.sizes().genes(), columns);
    Layer layer = projection.build(context.in("projection"), columns, context.width());
    return Normed.of(
        context, layerNorm, genes -> layer.forward(table.forward(genes), Mode.EVALUATION));
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return projection.multiplyAdds(dimensions.orElse(sizes.width()), sizes.width());
  }
}

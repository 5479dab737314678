package org.polysome.decoder;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.LayerNorm;

/**
 * The head of whole-cell expression decoding in BMFM-RNA: a linear layer, activation and layer
 * norm, then one linear layer to every output of every gene. It reads the pooled cell only; over
 * all tokens it would cost more than the backbone.
 *
 * @param activation after the first layer
 * @param epsilon added to the variance by the norm
 */
public record WholeCell(@Default("gelu") Activation activation, @Default("1e-12") double epsilon)
    implements CellDecoderSpec {

  /** Checks epsilon. */
  public WholeCell {
    Require.positive("epsilon", epsilon);
  }

  @Override
  public Layer build(BuildContext context, int inputs, int outputs) {
    int genes = context.sizes().genes();
    var dense = org.polysome.nn.Linear.of(context.in("dense"), inputs, context.width());
    LayerNorm norm = new LayerNorm(context.in("norm"), context.width(), epsilon);
    var out =
        org.polysome.nn.Linear.of(
            context.in("out"), context.width(), Math.multiplyExact(genes, outputs));
    return (cells, mode) ->
        out.forward(norm.forward(activation.apply(dense.forward(cells))))
            .reshape(cells.size(0), genes, outputs);
  }
}

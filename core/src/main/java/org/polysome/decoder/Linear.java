package org.polysome.decoder;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;

/** One linear layer: parameters {@code out.weight} (genes * outputs, inputs), {@code out.bias}. */
public record Linear() implements CellDecoderSpec {

  @Override
  public Layer build(BuildContext context, int inputs, int outputs) {
    int genes = context.sizes().genes();
    var out =
        org.polysome.nn.Linear.of(context.in("out"), inputs, Math.multiplyExact(genes, outputs));
    return (cells, mode) -> out.forward(cells).reshape(cells.size(0), genes, outputs);
  }
}

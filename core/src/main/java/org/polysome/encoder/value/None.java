package org.polysome.encoder.value;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensors;

/**
 * Nothing, for cells whose genes say it all by their order (Geneformer) or repetition (UCE): the
 * zero vector for every token. It has no parameters.
 */
public record None() implements ValueEncoderSpec {

  @Override
  public ValueEncoder build(BuildContext context) {
    return (tokens, mode) ->
        Tensors.zeros(ElementType.FLOAT32, tokens.kinds().device(), 1, 1, 1)
            .expand(tokens.kinds().size(0), tokens.kinds().size(1), context.width());
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return 0;
  }
}

package org.polysome.model;

import org.polysome.backbone.BackboneSpec;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Dimensions;

/**
 * The decoder of an {@link EncoderDecoder}.
 *
 * @param width numbers per token
 * @param layers blocks of its backbone
 * @param heads attention heads of a block; they divide the width
 * @param backbone what mixes the tokens
 * @param genesAgain whether tokens that come from the encoder get the vector of their gene once
 *     more, as in scFoundation's code
 * @param lastNorm whether one more norm follows the backbone, as in scFoundation's code
 */
public record DecoderPart(
    @Default("512") int width,
    @Default("6") int layers,
    @Default("8") int heads,
    @Default("performer") BackboneSpec backbone,
    @Default("false") boolean genesAgain,
    @Default("false") boolean lastNorm) {

  /** Checks the sizes. */
  public DecoderPart {
    Require.positive("width", width);
    Require.positive("layers", layers);
    Require.positive("heads", heads);
    Require.that(width % heads == 0, "heads", "must divide the width of " + width, heads);
    Require.that(
        backbone.traits().tokenStates(), "backbone", "must give a state per token", backbone);
  }

  Dimensions sizes(int genes) {
    return new Dimensions(genes, width, layers, heads);
  }
}

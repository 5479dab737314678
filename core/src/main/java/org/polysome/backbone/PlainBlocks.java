package org.polysome.backbone;

import java.util.Optional;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.Dropout;

/**
 * What backbones of plain blocks are asked for: biases everywhere, no gate, no scales, no skipped
 * branches.
 *
 * @param norm where the norms are
 * @param activation within the feed-forward layers
 * @param feedForwardRatio inner width of the feed-forward layers over the width
 * @param dropout after the mixer and after the feed-forward layers
 * @param feedForwardDropout between the feed-forward layers
 * @param epsilon added to the variance by the norms
 */
record PlainBlocks(
    Norm norm,
    Activation activation,
    double feedForwardRatio,
    double dropout,
    double feedForwardDropout,
    double epsilon) {

  /** Checks the ranges. */
  PlainBlocks {
    Transformer.requireRatio(feedForwardRatio);
    Dropout.require("dropout", dropout);
    Dropout.require("feed-forward-dropout", feedForwardDropout);
    Require.positive("epsilon", epsilon);
  }

  /** A block of a width. */
  BlockForm form(int width) {
    return new BlockForm(
        norm,
        activation,
        Transformer.inner(feedForwardRatio, width),
        false,
        true,
        true,
        epsilon,
        dropout,
        feedForwardDropout,
        Optional.empty(),
        0);
  }
}

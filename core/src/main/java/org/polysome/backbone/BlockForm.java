package org.polysome.backbone;

import java.util.Optional;
import org.polysome.nn.Activation;
import org.polysome.nn.Dimensions;

/**
 * What a block is made of, apart from what mixes its tokens.
 *
 * @param norm where the norms are
 * @param activation within the feed-forward layers
 * @param feedForward inner width of the feed-forward layers
 * @param glu whether a second projection gates the activated one
 * @param bias whether the feed-forward layers have biases
 * @param normBias whether the norms have biases
 * @param epsilon added to the variance by the norms
 * @param dropout after the mixer and after the feed-forward layers
 * @param feedForwardDropout between the feed-forward layers
 * @param layerScale first number of the learned scales of the two branches, if there are any
 * @param dropPath of the last block
 */
record BlockForm(
    Norm norm,
    Activation activation,
    int feedForward,
    boolean glu,
    boolean bias,
    boolean normBias,
    double epsilon,
    double dropout,
    double feedForwardDropout,
    Optional<Double> layerScale,
    double dropPath) {

  /** Multiply-adds of the feed-forward layers per token. */
  long multiplyAdds(long width) {
    return (glu ? 3 : 2) * width * feedForward;
  }

  /**
   * Multiply-adds of so many blocks with softmax attention over so many tokens. Scores of tokens
   * that are not seen are computed too, and then masked.
   */
  long withAttention(Dimensions sizes, int tokens) {
    long width = sizes.width();
    long perToken = 4 * width * width + multiplyAdds(width) + 2L * tokens * width;
    return sizes.layers() * perToken * tokens;
  }

  /** Numbers that norms and feed-forward layers keep for the backward pass per token, roughly. */
  long activations(long width) {
    return 3 * width + (glu ? 4L : 2L) * feedForward;
  }
}

package org.polysome.nn;

/**
 * The sizes of a model that its components share.
 *
 * @param genes size of the vocabulary
 * @param width numbers per token, a multiple of the heads
 * @param layers blocks of the backbone
 * @param heads attention heads of a block
 */
public record Dimensions(int genes, int width, int layers, int heads) {

  /** Checks that sizes are positive and heads divide the width. */
  public Dimensions {
    requirePositive("genes", genes);
    requirePositive("width", width);
    requirePositive("layers", layers);
    requirePositive("heads", heads);
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "width: " + width + " is not a multiple of heads: " + heads);
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " is not at least 1");
    }
  }
}

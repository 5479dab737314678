package org.polysome.nn;

/**
 * The sizes of a model that its components share.
 *
 * @param genes size of the vocabulary
 * @param width numbers per token, a multiple of the heads
 * @param layers blocks of the backbone
 * @param heads attention heads of a block
 * @param furtherKinds kinds of tokens without a gene that not every tokenizer writes and this
 *     model's does; tables with a row per kind have so many rows more
 */
public record Dimensions(int genes, int width, int layers, int heads, int furtherKinds) {

  /** Without further kinds of tokens. */
  public Dimensions(int genes, int width, int layers, int heads) {
    this(genes, width, layers, heads, 0);
  }

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
    if (furtherKinds < 0) {
      throw new IllegalArgumentException("further kinds: " + furtherKinds + " is below 0");
    }
  }

  /** The same sizes with so many further kinds of tokens. */
  public Dimensions withFurtherKinds(int kinds) {
    return new Dimensions(genes, width, layers, heads, kinds);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " is not at least 1");
    }
  }
}

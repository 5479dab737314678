package org.polysome.metric;

/**
 * By which definition a number was worked out, to the letter: a project's ({@link Flavor}), what a
 * probe or decoder is, or one of these and what was done before. Numbers of two definitions must
 * not be compared.
 *
 * @param text its name in a file of results
 */
public record Definition(String text) {

  /** Checks that it is told from others. */
  public Definition {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a definition has a name");
    }
  }

  /** That of a project. */
  public static Definition of(Flavor flavor) {
    return new Definition(flavor.text());
  }

  /** A variant of it: the same behind what it says now. */
  public Definition with(String variant) {
    return new Definition(text + ", " + variant);
  }

  /** Whether it is another one or a variant of it. */
  public boolean isOf(Definition other) {
    return text.equals(other.text) || text.startsWith(other.text + ", ");
  }
}

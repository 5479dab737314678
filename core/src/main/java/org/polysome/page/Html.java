package org.polysome.page;

/**
 * A piece of HTML or SVG. Text and attribute values are escaped when they are written, always:
 * there is no way to put markup into a page but by elements.
 */
public sealed interface Html permits Element, Html.Text, DataBlock, Page.Trusted {

  /** Text, whatever it holds. */
  static Html text(String text) {
    return new Text(text);
  }

  /** Appends this piece to a document. */
  void write(StringBuilder into);

  /**
   * Text to be read by a person.
   *
   * @param text as it is, not escaped
   */
  record Text(String text) implements Html {
    @Override
    public void write(StringBuilder into) {
      into.append(escaped(text));
    }
  }

  /** The text with the characters that HTML gives a meaning replaced. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(isForbidden(c) ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  /** Control characters, which HTML documents must not hold. */
  private static boolean isForbidden(char c) {
    return (c < ' ' && c != '\n' && c != '\t') || c == '\u007F' || c == '\uFFFE' || c == '\uFFFF';
  }
}

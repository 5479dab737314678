package org.polysome.files;

/** Text as a field of a line of CSV (RFC 4180). */
public final class CsvText {

  private CsvText() {}

  /** The field: with a comma, a quote or a line break in it, it is quoted, its quotes doubled. */
  public static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

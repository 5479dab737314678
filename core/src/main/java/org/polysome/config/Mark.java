package org.polysome.config;

/**
 * Where a part of a configuration was written.
 *
 * @param source the file, or {@code command line}
 * @param line counted from 1, or 0 where lines mean nothing
 */
public record Mark(String source, int line) {

  static final String COMMAND_LINE = "command line";

  /** A whole source. */
  public Mark(String source) {
    this(source, 0);
  }

  /** Whether this was typed as an override, where quotes are easily lost to the shell. */
  boolean isCommandLine() {
    return source.equals(COMMAND_LINE);
  }

  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}

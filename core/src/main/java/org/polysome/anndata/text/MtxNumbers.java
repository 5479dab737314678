package org.polysome.anndata.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.polysome.fault.DataException;

/** Numbers between white space, read without making strings of them where they are whole. */
final class MtxNumbers {

  private static final int END = -1;
  private static final int MOST_DIGITS = 18;
  private static final long EXACT_IN_FLOAT = 1L << 24;

  private final InputStream in;
  private final Path path;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] word = new byte[64];
  private int at;
  private int filled;
  private int length;
  private long whole;

  MtxNumbers(InputStream in, Path path) {
    this.in = in;
    this.path = path;
  }

  private int read() throws IOException {
    if (at == filled) {
      filled = Math.max(0, in.read(buffer));
      at = 0;
      if (filled == 0) {
        return END;
      }
    }
    return buffer[at++];
  }

  private int skipSpace() throws IOException {
    int c = read();
    while (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      c = read();
    }
    return c;
  }

  /** Whether only white space is left. */
  boolean atEnd() throws IOException {
    return skipSpace() == END;
  }

  /** Reads a word; {@code whole} is its number if it is digits alone, and negative if not. */
  private void next(long entry) throws IOException {
    int c = skipSpace();
    if (c == END) {
      throw new DataException(
          path + ": truncated: ends at entry " + entry + ", before its size line says");
    }
    length = 0;
    whole = 0;
    while (c != END && c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      if (length == word.length) {
        throw notNumber(entry);
      }
      boolean digit = c >= '0' && c <= '9' && length < MOST_DIGITS && whole >= 0;
      whole = digit ? whole * 10 + c - '0' : -1;
      word[length++] = (byte) c;
      c = read();
    }
  }

  /** The next number, which must be whole and not negative. */
  long index(long entry) throws IOException {
    next(entry);
    if (whole < 0) {
      throw notNumber(entry);
    }
    return whole;
  }

  /** The next number. */
  float value(long entry) throws IOException {
    next(entry);
    if (whole >= 0 && whole <= EXACT_IN_FLOAT) {
      return whole;
    }
    try {
      double value = Double.parseDouble(text());
      float narrow = (float) value;
      if (narrow != value && value == Math.rint(value)) {
        throw new DataException(
            path + ": entry " + entry + ": the whole number " + text() + " does not fit float32");
      }
      return narrow;
    } catch (NumberFormatException e) {
      throw notNumber(entry);
    }
  }

  private String text() {
    return new String(word, 0, length, StandardCharsets.UTF_8);
  }

  private DataException notNumber(long entry) {
    return new DataException(path + ": entry " + entry + ": '" + text() + "' is not a number");
  }
}

package org.polysome.anndata.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Arrays;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;
import org.polysome.matrix.ArraySize;

/**
 * Reads delimited text record by record without making a string of each field: fields may be
 * quoted, quotes inside are doubled, and a quoted field may span lines (RFC 4180). Blank lines and
 * lines that begin with {@code #} before the first record are left out.
 */
final class DelimitedReader implements AutoCloseable {

  private static final int END = -1;

  private final Path path;
  private final Reader in;
  private final char delimiter;
  private final char[] buffer = new char[1 << 16];
  private int at;
  private int filled;
  private char[] text = new char[1 << 12];
  private int length;
  private int[] ends = new int[64];
  private boolean[] quoted = new boolean[64];
  private int fields;
  private long line;
  private boolean begun;

  DelimitedReader(Path path, char delimiter) {
    this.path = path;
    this.in = TextFiles.reader(path);
    this.delimiter = delimiter;
  }

  /** Moves to the next record; false at the end. */
  boolean next() {
    try {
      do {
        if (!readRecord()) {
          return false;
        }
      } while (isBlank() || isComment());
      begun = true;
      return true;
    } catch (IOException e) {
      throw TextFiles.fault(path, e);
    }
  }

  private boolean isBlank() {
    return fields == 1 && length == 0 && !quoted[0];
  }

  private boolean isComment() {
    return !begun && length > 0 && text[0] == '#' && !quoted[0];
  }

  private boolean readRecord() throws IOException {
    int c = skipSpaces(read());
    if (c == END) {
      return false;
    }
    line++;
    fields = 0;
    length = 0;
    while (true) {
      boolean inQuotes = c == '"';
      if (inQuotes) {
        c = readQuoted();
      }
      while (c != delimiter && c != '\n' && c != '\r' && c != END) {
        push((char) c);
        c = read();
      }
      endField(inQuotes);
      if (c != delimiter) {
        if (c == '\r' && peek() == '\n') {
          read();
        }
        return true;
      }
      c = skipSpaces(read());
    }
  }

  /** Columns lined up by spaces have several between two fields. */
  private int skipSpaces(int first) throws IOException {
    int c = first;
    while (delimiter == ' ' && c == ' ') {
      c = read();
    }
    return c;
  }

  /** Reads past the closing quote and returns the character behind it. */
  private int readQuoted() throws IOException {
    while (true) {
      int c = read();
      if (c == END) {
        throw new DataException(path + ": line " + line + ": a quoted field has no end");
      }
      if (c == '"') {
        c = read();
        if (c != '"') {
          return c;
        }
      }
      push((char) c);
    }
  }

  private void push(char c) {
    if (length == text.length) {
      text = Arrays.copyOf(text, ArraySize.grown("characters of a line", length, length + 1L));
    }
    text[length++] = c;
  }

  private void endField(boolean inQuotes) {
    if (fields == ends.length) {
      int larger = ArraySize.grown("fields of a line", fields, fields + 1L);
      ends = Arrays.copyOf(ends, larger);
      quoted = Arrays.copyOf(quoted, larger);
    }
    quoted[fields] = inQuotes;
    ends[fields++] = length;
  }

  private int read() throws IOException {
    int c = peek();
    at++;
    return c;
  }

  private int peek() throws IOException {
    if (at >= filled) {
      filled = in.read(buffer);
      at = 0;
      if (filled <= 0) {
        filled = 0;
        return END;
      }
    }
    return buffer[at];
  }

  /** Number of fields of this record. */
  int fields() {
    return fields;
  }

  /** Number of this record, counted from 1, comments and blank lines included. */
  long line() {
    return line;
  }

  /** A field as text. */
  String text(int field) {
    return new String(text, start(field), ends[field] - start(field));
  }

  /** Whether a field is empty, or an unquoted NA: a missing entry. */
  boolean missing(int field) {
    int start = start(field);
    int size = ends[field] - start;
    return size == 0
        || (size == 2 && !quoted[field] && text[start] == 'N' && text[start + 1] == 'A');
  }

  private int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  /** A field as a number, NaN where missing. */
  float number(int field) {
    int start = start(field);
    int until = ends[field];
    long value = 0;
    int i = start;
    for (; i < until && i - start < 9 && text[i] >= '0' && text[i] <= '9'; i++) {
      value = value * 10 + text[i] - '0';
    }
    // digits alone, or with a fraction of zeros, as most counts are
    if (i > start && isZeroFraction(i, until) && value <= 1 << 24) {
      return value;
    }
    return missing(field) ? Float.NaN : parse(field);
  }

  private boolean isZeroFraction(int from, int until) {
    if (from < until && text[from] != '.') {
      return false;
    }
    for (int i = from + 1; i < until; i++) {
      if (text[i] != '0') {
        return false;
      }
    }
    return true;
  }

  private float parse(int field) {
    String content = text(field).strip();
    try {
      double value = Double.parseDouble(content);
      float narrow = (float) value;
      if (narrow != value && value == Math.rint(value) && Math.abs(value) <= 0x1p53) {
        throw fault(field, "the whole number " + content + " does not fit into float32");
      }
      return narrow;
    } catch (NumberFormatException e) {
      throw fault(field, "'" + content + "' is not a number");
    }
  }

  /** A fault at a field of this record. */
  DataException fault(int field, String message) {
    return new DataException(path + ": line " + line + ", field " + (field + 1) + ": " + message);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }
}

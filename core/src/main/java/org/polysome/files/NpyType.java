package org.polysome.files;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polysome.fault.DataException;

/**
 * The type of the elements of a NumPy array, little-endian.
 *
 * @param kind NumPy's letter: {@code i} signed, {@code u} unsigned, {@code f} floating, {@code b}
 *     truth value, {@code S} bytes of fixed width, padded with zeros
 * @param width bytes of one element
 */
public record NpyType(char kind, int width) {

  /** Truth values. */
  public static final NpyType BOOL = new NpyType('b', 1);

  /** 0 to 255. */
  public static final NpyType UINT8 = new NpyType('u', 1);

  /** 0 to 65,535. */
  public static final NpyType UINT16 = new NpyType('u', 2);

  /** 0 to 4,294,967,295. */
  public static final NpyType UINT32 = new NpyType('u', 4);

  /** Java's int. */
  public static final NpyType INT32 = new NpyType('i', 4);

  /** Java's long. */
  public static final NpyType INT64 = new NpyType('i', 8);

  /** Java's float. */
  public static final NpyType FLOAT32 = new NpyType('f', 4);

  /** Java's double. */
  public static final NpyType FLOAT64 = new NpyType('f', 8);

  private static final Pattern DESCR = Pattern.compile("([<|=])([iufbS])(\\d{1,9})");

  /** Bytes of fixed width, such as UTF-8 names. */
  public static NpyType bytes(int width) {
    return new NpyType('S', width);
  }

  /** NumPy's name of the type, such as {@code <u2}. */
  public String descr() {
    return (width == 1 || kind == 'S' ? "|" : "<") + kind + width;
  }

  /** The type of that name, if it is one of those above. */
  static Optional<NpyType> parse(String descr) {
    Matcher matcher = DESCR.matcher(descr);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(new NpyType(matcher.group(2).charAt(0), Integer.parseInt(matcher.group(3))));
  }

  /** Refuses a file whose elements are of another type. */
  public void expect(NpyType expected, Path file) {
    if (!equals(expected)) {
      throw new DataException(
          "%s: holds %s, expected %s".formatted(file, descr(), expected.descr()));
    }
  }
}

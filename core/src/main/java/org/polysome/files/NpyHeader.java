package org.polysome.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.polysome.fault.DataException;

/**
 * The head of a {@code .npy} file (NumPy's format, version 1.0): a magic string, a length, and the
 * type and shape as a Python dictionary padded with blanks. Ours is always {@link #BYTES} long, so
 * that it can be rewritten when the shape is known and the elements are aligned.
 *
 * @param type type of the elements
 * @param shape lengths of the axes, in C order
 * @param offset where the elements begin
 */
record NpyHeader(NpyType type, long[] shape, int offset) {

  /** Length of the header that we write. */
  static final int BYTES = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int FIXED = 10;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*False");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  NpyHeader(NpyType type, long[] shape) {
    this(type, shape, BYTES);
  }

  /** Number of elements. */
  long length() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /**
   * Number of bytes of all elements.
   *
   * @throws DataException if no file can be that long
   */
  long bytes(Path file) {
    try {
      return Math.multiplyExact(length(), (long) type.width());
    } catch (ArithmeticException e) {
      throw new DataException(file + ": has an impossible shape " + Arrays.toString(shape), e);
    }
  }

  /** The header as bytes. */
  byte[] toBytes() {
    String axes =
        Arrays.stream(shape)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", ", "(", shape.length == 1 ? ",)" : ")"));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type.descr(), axes);
    int length = BYTES - FIXED;
    byte[] bytes = new byte[BYTES];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
    buffer.put(text.getBytes(StandardCharsets.US_ASCII));
    bytes[BYTES - 1] = '\n';
    return bytes;
  }

  /**
   * Reads a header.
   *
   * @param start the first bytes of the file, as many as there are up to a few thousand
   * @throws DataException if they are not the start of an array that we read
   */
  static NpyHeader parse(byte[] start, Path file) {
    if (start.length < FIXED || Arrays.mismatch(start, MAGIC) != MAGIC.length || start[6] != 1) {
      throw new DataException(file + ": is not a NumPy array of format 1.0");
    }
    int length =
        Short.toUnsignedInt(ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getShort(8));
    if (start.length < FIXED + length) {
      throw new DataException(file + ": is cut off within its header");
    }
    String text = new String(start, FIXED, length, StandardCharsets.US_ASCII);
    Matcher descr = DESCR.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !shape.find() || !FORTRAN.matcher(text).find()) {
      throw new DataException(file + ": has a header that is not understood: " + text.strip());
    }
    NpyType type =
        NpyType.parse(descr.group(1))
            .orElseThrow(
                () ->
                    new DataException(file + ": holds " + descr.group(1) + ", which is not read"));
    return new NpyHeader(type, axes(shape.group(1), file), FIXED + length);
  }

  private static long[] axes(String text, Path file) {
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(axis -> !axis.isEmpty())
          .mapToLong(Long::parseLong)
          .toArray();
    } catch (NumberFormatException e) {
      throw new DataException(file + ": has a shape that is not understood: (" + text + ")", e);
    }
  }
}

package org.polysome.files;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polysome.fault.DataException;

/**
 * A {@code .npy} file mapped into memory: the system reads pages as they are touched. Safe for use
 * by many threads until its arena is closed.
 */
public final class NpyArray {

  private static final int HEADER_AT_MOST = 4096;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final NpyHeader header;
  private final MemorySegment elements;

  private NpyArray(NpyHeader header, MemorySegment elements) {
    this.header = header;
    this.elements = elements;
  }

  /**
   * Maps a file.
   *
   * @param arena what keeps it mapped until it is closed
   * @throws DataException if the file is not an array, or not as long as its header says
   */
  public static NpyArray map(Path file, Arena arena) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = header(file);
      long expected = header.offset() + header.bytes(file);
      if (channel.size() != expected) {
        throw new DataException(
            "%s: has %d bytes, expected %d; the file is cut off or damaged"
                .formatted(file, channel.size(), expected));
      }
      return new NpyArray(
          header,
          channel.map(
              FileChannel.MapMode.READ_ONLY, header.offset(), expected - header.offset(), arena));
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  /**
   * Maps a list of elements of a known type.
   *
   * @throws DataException if the file holds another type or has several axes
   */
  public static NpyArray map(Path file, NpyType type, Arena arena) {
    NpyArray array = map(file, arena);
    array.type().expect(type, file);
    if (array.header.shape().length != 1) {
      throw new DataException(file + ": has " + array.header.shape().length + " axes, expected 1");
    }
    return array;
  }

  private static NpyHeader header(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return NpyHeader.parse(stream.readNBytes(HEADER_AT_MOST), file);
    }
  }

  /** Type of the elements. */
  public NpyType type() {
    return header.type();
  }

  /** Lengths of the axes. */
  public long[] shape() {
    return header.shape().clone();
  }

  /** Number of elements. */
  public long length() {
    return header.length();
  }

  /** An element of an array of 8-byte integers. */
  public long getLong(long index) {
    return elements.get(LONG, index * Long.BYTES);
  }

  /** An element of an array of 8-byte floats. */
  public double getDouble(long index) {
    return elements.get(DOUBLE, index * Double.BYTES);
  }

  /** An element of an array of 4-byte integers. */
  public int getInt(long index) {
    return elements.get(INT, index * Integer.BYTES);
  }

  /** An element of an array of single bytes, 0 to 255. */
  public int getByte(long index) {
    return Byte.toUnsignedInt(elements.get(ValueLayout.JAVA_BYTE, index));
  }

  /** An element of fixed-width bytes as UTF-8 text, without its padding. */
  public String getText(long index) {
    byte[] bytes =
        elements.asSlice(index * type().width(), type().width()).toArray(ValueLayout.JAVA_BYTE);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** Copies unsigned integers of 1 or 2 bytes, or signed ones of 4, into an array. */
  public void copyTo(long from, int[] target, int count) {
    switch (type().width()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          target[i] = Byte.toUnsignedInt(elements.get(ValueLayout.JAVA_BYTE, from + i));
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          target[i] = Short.toUnsignedInt(elements.get(SHORT, (from + i) * Short.BYTES));
        }
      }
      default -> MemorySegment.copy(elements, INT, from * Integer.BYTES, target, 0, count);
    }
  }

  /** Copies unsigned integers of 1, 2 or 4 bytes, or floats, into an array as floats. */
  public void copyTo(long from, float[] target, int count) {
    if (type().kind() == 'f') {
      MemorySegment.copy(elements, FLOAT, from * Float.BYTES, target, 0, count);
      return;
    }
    switch (type().width()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          target[i] = Byte.toUnsignedInt(elements.get(ValueLayout.JAVA_BYTE, from + i));
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          target[i] = Short.toUnsignedInt(elements.get(SHORT, (from + i) * Short.BYTES));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          target[i] = Integer.toUnsignedLong(elements.get(INT, (from + i) * Integer.BYTES));
        }
      }
    }
  }
}

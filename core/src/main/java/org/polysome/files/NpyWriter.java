package org.polysome.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a {@code .npy} file element by element, without knowing its length beforehand. The caller
 * sees to it that an unfinished file is deleted. Not thread-safe.
 */
public final class NpyWriter implements AutoCloseable {

  private static final int BUFFER = 1 << 18;

  private final Path file;
  private final FileChannel channel;
  private final NpyType type;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private long length;

  /** Creates or replaces a file. */
  public NpyWriter(Path file, NpyType type) {
    this.file = file;
    this.type = type;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
    buffer.put(new byte[NpyHeader.BYTES]);
  }

  /** Number of elements written so far. */
  public long length() {
    return length;
  }

  /**
   * Appends a whole number to an array of 1, 2, 4 or 8-byte integers; the caller minds the range.
   */
  public void add(long value) {
    reserve(type.width());
    switch (type.width()) {
      case 1 -> buffer.put((byte) value);
      case 2 -> buffer.putShort((short) value);
      case 4 -> buffer.putInt((int) value);
      default -> buffer.putLong(value);
    }
    length++;
  }

  /** Appends a number to an array of floats or doubles. */
  public void add(double value) {
    reserve(type.width());
    if (type.width() == Float.BYTES) {
      buffer.putFloat((float) value);
    } else {
      buffer.putDouble(value);
    }
    length++;
  }

  /** Appends bytes of at most the fixed width, padded with zeros. */
  public void add(byte[] bytes) {
    if (bytes.length > type.width()) {
      throw new IllegalArgumentException(bytes.length + " bytes in an element of " + type.width());
    }
    for (int i = 0; i < type.width(); i++) {
      reserve(1);
      buffer.put(i < bytes.length ? bytes[i] : 0);
    }
    length++;
  }

  /** Writes the header of a list of all elements and closes the file. */
  public void finish() {
    finish(length);
  }

  /** Writes the header of an array of that shape and closes the file. */
  public void finish(long... shape) {
    NpyHeader header = new NpyHeader(type, shape);
    if (header.length() != length) {
      throw new IllegalStateException(length + " elements do not fill the shape of " + file);
    }
    try {
      flush();
      channel.write(ByteBuffer.wrap(header.toBytes()), 0);
      channel.close();
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  /** Closes the file, unfinished if {@link #finish()} was not called. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  private void reserve(int bytes) {
    if (buffer.remaining() < bytes) {
      try {
        flush();
      } catch (IOException e) {
        throw IoFaults.writing(file, e);
      }
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}

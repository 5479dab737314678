package org.polysome.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.polysome.fault.DataException;

/** The bytes of a pickle, read from the front. */
final class PickleBytes {

  private final ByteBuffer bytes;
  private final String source;

  PickleBytes(byte[] bytes, String source) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.source = source;
  }

  /** What is wrong with the pickle, at the place that was read last. */
  DataException broken(String what) {
    return new DataException("%s: at byte %d, %s".formatted(source, bytes.position(), what));
  }

  int unsigned1() {
    return need(1).get() & 0xff;
  }

  int unsigned2() {
    return need(2).getShort() & 0xffff;
  }

  int signed4() {
    return need(4).getInt();
  }

  long signed8() {
    return need(8).getLong();
  }

  /** Eight bytes from the most significant on, as pickles write floats. */
  double real() {
    return Double.longBitsToDouble(Long.reverseBytes(signed8()));
  }

  /** A whole number of so many bytes in two's complement, the least significant first. */
  long whole(long length) {
    if (length > Long.BYTES) {
      throw broken("a whole number of " + length + " bytes, and numbers of 8 are the largest read");
    }
    long number = 0;
    for (int at = 0; at < length; at++) {
      number |= (long) unsigned1() << (8 * at);
    }
    int unused = Long.SIZE - 8 * (int) length;
    return length == 0 ? 0 : number << unused >> unused;
  }

  String text(long length) {
    return text(length, StandardCharsets.UTF_8);
  }

  String latin1(long length) {
    return text(length, StandardCharsets.ISO_8859_1);
  }

  private String text(long length, Charset charset) {
    if (length < 0 || length > bytes.remaining()) {
      throw broken("%d bytes are announced and %d are left".formatted(length, bytes.remaining()));
    }
    byte[] part = new byte[(int) length];
    bytes.get(part);
    return new String(part, charset);
  }

  /** Up to the end of the line, which is passed over. */
  String line() {
    int start = bytes.position();
    int end = start;
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      end++;
    }
    String line = latin1(end - start);
    need(1).get();
    return line;
  }

  private ByteBuffer need(int count) {
    if (bytes.remaining() < count) {
      throw broken("the pickle ends too early; the file is truncated");
    }
    return bytes;
  }
}

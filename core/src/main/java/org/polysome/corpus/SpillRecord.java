package org.polysome.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.polysome.tokenizer.CellBuffer;

/** The bytes of a cell in a {@link Spill}. Not thread-safe. */
final class SpillRecord {

  private static final int HEAD = 4 + 8 + 4 + 4 + 8 + 4;
  private static final int MOST_BYTES_PER_ENTRY = 5 + 6;

  /** Above it even whole counts are stored as the bits of a float. */
  private static final long LARGEST_WHOLE = 1L << 40;

  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  /**
   * Where a record is and what it is sorted by.
   *
   * @param order place among all cells, unsigned
   * @param source its source
   * @param row its row in the source's file
   * @param at offset of the record in the bucket
   */
  record Place(long order, int source, int row, int at) {

    /** Cells of equal content are told apart by their source and row. */
    static final Comparator<Place> ASCENDING =
        ((Comparator<Place>) (a, b) -> Long.compareUnsigned(a.order, b.order))
            .thenComparingInt(Place::source)
            .thenComparingInt(Place::row);
  }

  /** The record of a cell, valid until the next is encoded. */
  ByteBuffer encode(long order, int row, CellBuffer cell) {
    int most = Math.addExact(HEAD, Math.multiplyExact(cell.size(), MOST_BYTES_PER_ENTRY));
    if (buffer.capacity() < most) {
      buffer = ByteBuffer.allocate(most);
    }
    buffer.clear().putInt(0).putLong(order).putInt(cell.source()).putInt(row);
    buffer.putLong(cell.contentHash()).putInt(cell.size());
    int previous = -1;
    for (int i = 0; i < cell.size(); i++) {
      putSevens(cell.genes()[i] - previous);
      putCount(cell.counts()[i]);
      previous = cell.genes()[i];
    }
    return buffer.putInt(0, buffer.position()).flip();
  }

  /** The places of all records of a bucket, in order. */
  static List<Place> places(byte[] bucket) {
    ByteBuffer bytes = ByteBuffer.wrap(bucket);
    List<Place> places = new ArrayList<>();
    for (int at = 0; at < bucket.length; at += bytes.getInt(at)) {
      places.add(
          new Place(bytes.getLong(at + 4), bytes.getInt(at + 12), bytes.getInt(at + 16), at));
    }
    places.sort(Place.ASCENDING);
    return places;
  }

  /** Fills a buffer with the cell of a record. */
  static void decode(byte[] bucket, Place place, CellBuffer cell) {
    ByteBuffer bytes = ByteBuffer.wrap(bucket).position(place.at() + 20);
    long contentHash = bytes.getLong();
    int size = bytes.getInt();
    cell.reserve(size);
    int gene = -1;
    for (int i = 0; i < size; i++) {
      gene += (int) sevens(bytes);
      cell.genes()[i] = gene;
      cell.counts()[i] = count(bytes);
    }
    cell.set(size, place.source(), contentHash);
  }

  /** Whole counts are doubled; an odd number says that the bits of a float follow. */
  private void putCount(float count) {
    long whole = (long) count;
    if (whole == count && whole < LARGEST_WHOLE) {
      putSevens(whole << 1);
    } else {
      putSevens(1);
      buffer.putInt(Float.floatToIntBits(count));
    }
  }

  private static float count(ByteBuffer bytes) {
    long number = sevens(bytes);
    return (number & 1) == 0 ? (float) (number >> 1) : Float.intBitsToFloat(bytes.getInt());
  }

  private void putSevens(long number) {
    long rest = number;
    while (rest >= 0x80) {
      buffer.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  private static long sevens(ByteBuffer bytes) {
    long number = 0;
    int shift = 0;
    while (true) {
      byte next = bytes.get();
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
      shift += 7;
    }
  }
}

package org.polysome.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polysome.files.IoFaults;
import org.polysome.tokenizer.CellBuffer;

/**
 * Cells on their way into a corpus, sorted roughly: each goes into one of many files by the first
 * bits of its place in the order. A record is its length, the place, source, row and content hash,
 * then genes as differences and counts, in bytes of seven bits each. Not thread-safe.
 */
final class Spill implements AutoCloseable {

  /** As many files as most systems let a process hold open, with room for others. */
  private static final int MOST_BUCKETS = 512;

  private static final long BYTES_PER_BUCKET = 48L << 20;
  private static final double BYTES_PER_ENTRY = 2.5;
  private static final int BUFFER = 1 << 15;

  private final Path folder;
  private final FileChannel[] channels;
  private final ByteBuffer[] buffers;
  private final int shift;
  private final SpillRecord record = new SpillRecord();
  private long entries;
  private int cells;
  private float largest;
  private boolean fractional;

  /**
   * Creates the files.
   *
   * @param folder where
   * @param expectedEntries about how many counts will come
   */
  Spill(Path folder, long expectedEntries) {
    int bits = 0;
    while ((1 << bits) < MOST_BUCKETS
        && expectedEntries * BYTES_PER_ENTRY / (1 << bits) > BYTES_PER_BUCKET) {
      bits++;
    }
    this.folder = folder;
    this.shift = Long.SIZE - bits;
    this.channels = new FileChannel[1 << bits];
    this.buffers = new ByteBuffer[1 << bits];
    try {
      Files.createDirectories(folder);
      for (int bucket = 0; bucket < channels.length; bucket++) {
        channels[bucket] =
            FileChannel.open(
                file(bucket),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ);
        buffers[bucket] = ByteBuffer.allocate(BUFFER);
      }
    } catch (IOException e) {
      close();
      throw IoFaults.writing(folder, e);
    }
  }

  /**
   * Adds a cell.
   *
   * @param order its place among all cells, unsigned
   * @param row its row in its source's file
   */
  void add(long order, int row, CellBuffer cell) {
    for (int i = 0; i < cell.size(); i++) {
      float count = cell.counts()[i];
      largest = Math.max(largest, count);
      fractional |= count != (long) count;
    }
    entries += cell.size();
    cells++;
    int bucket = shift == Long.SIZE ? 0 : (int) (order >>> shift);
    ByteBuffer bytes = record.encode(order, row, cell);
    try {
      if (buffers[bucket].remaining() < bytes.remaining()) {
        flush(bucket);
      }
      if (buffers[bucket].remaining() < bytes.remaining()) {
        writeFully(bucket, bytes);
      } else {
        buffers[bucket].put(bytes);
      }
    } catch (IOException e) {
      throw IoFaults.writing(file(bucket), e);
    }
  }

  int buckets() {
    return channels.length;
  }

  /** The records of a bucket; its file is deleted. */
  byte[] take(int bucket) {
    try {
      flush(bucket);
      channels[bucket].close();
      byte[] bytes = Files.readAllBytes(file(bucket));
      Files.delete(file(bucket));
      return bytes;
    } catch (IOException e) {
      throw IoFaults.reading(file(bucket), e);
    }
  }

  int cells() {
    return cells;
  }

  long entries() {
    return entries;
  }

  /** The largest count. */
  float largest() {
    return largest;
  }

  /** Whether a count has a fraction. */
  boolean fractional() {
    return fractional;
  }

  @Override
  public void close() {
    for (FileChannel channel : channels) {
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException e) {
        throw IoFaults.writing(folder, e);
      }
    }
  }

  private void flush(int bucket) throws IOException {
    writeFully(bucket, buffers[bucket].flip());
    buffers[bucket].clear();
  }

  private void writeFully(int bucket, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channels[bucket].write(bytes);
    }
  }

  private Path file(int bucket) {
    return folder.resolve("bucket-" + bucket);
  }
}

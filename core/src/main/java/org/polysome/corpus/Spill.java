package org.polysome.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polysome.files.FileTree;
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
  private int cells;
  private long entries;
  private float largest;
  private boolean fractional;

  private Spill(Path folder, int buckets, SpillState.Totals totals) {
    this.folder = folder;
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(buckets);
    this.channels = new FileChannel[buckets];
    this.buffers = new ByteBuffer[buckets];
    this.cells = totals.cells();
    this.entries = totals.entries();
    this.largest = totals.largest();
    this.fractional = totals.fractional();
  }

  /**
   * Creates the files of an empty spill, deleting those of an older one.
   *
   * @param expectedEntries about how many counts will come
   */
  static Spill create(Path folder, long expectedEntries) {
    int buckets = 1;
    while (buckets < MOST_BUCKETS
        && expectedEntries * BYTES_PER_ENTRY / buckets > BYTES_PER_BUCKET) {
      buckets *= 2;
    }
    Spill spill = new Spill(folder, buckets, SpillState.Totals.NONE);
    try {
      if (Files.exists(folder)) {
        FileTree.delete(folder);
      }
      Files.createDirectories(folder);
      spill.open(new long[buckets]);
      return spill;
    } catch (IOException e) {
      spill.close();
      throw IoFaults.writing(folder, e);
    }
  }

  /** Opens the files of a spill that was cut short, as they were when its state was noted. */
  static Spill resume(Path folder, SpillState state) {
    Spill spill = new Spill(folder, state.lengths().length, state.totals());
    try {
      spill.open(state.lengths());
      return spill;
    } catch (IOException e) {
      spill.close();
      throw IoFaults.writing(folder, e);
    }
  }

  /** Whether the files of a spill still hold what a state says. */
  static boolean holds(Path folder, SpillState state) throws IOException {
    for (int bucket = 0; bucket < state.lengths().length; bucket++) {
      Path file = file(folder, bucket);
      if (!Files.exists(file) || Files.size(file) < state.lengths()[bucket]) {
        return false;
      }
    }
    return true;
  }

  private void open(long[] lengths) throws IOException {
    for (int bucket = 0; bucket < channels.length; bucket++) {
      buffers[bucket] = ByteBuffer.allocate(BUFFER);
      channels[bucket] =
          FileChannel.open(
              file(bucket),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.READ);
      channels[bucket].truncate(lengths[bucket]).position(lengths[bucket]);
    }
  }

  /** Writes out what is buffered and returns the lengths of the files. */
  long[] flush() {
    long[] lengths = new long[channels.length];
    for (int bucket = 0; bucket < channels.length; bucket++) {
      try {
        flush(bucket);
        lengths[bucket] = channels[bucket].size();
      } catch (IOException e) {
        throw IoFaults.writing(file(bucket), e);
      }
    }
    return lengths;
  }

  /** What is in the spill. */
  SpillState.Totals totals() {
    return new SpillState.Totals(cells, entries, largest, fractional);
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

  /** The records of a bucket. */
  byte[] read(int bucket) {
    try {
      flush(bucket);
      return Files.readAllBytes(file(bucket));
    } catch (IOException e) {
      throw IoFaults.reading(file(bucket), e);
    }
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
    return file(folder, bucket);
  }

  private static Path file(Path folder, int bucket) {
    return folder.resolve("bucket-" + bucket);
  }
}

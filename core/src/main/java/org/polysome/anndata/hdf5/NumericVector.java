package org.polysome.anndata.hdf5;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import java.nio.ByteBuffer;
import org.polysome.fault.DataException;

/**
 * A one-dimensional numeric dataset of any length, read by pieces. It keeps the piece it decoded
 * last (whole chunks, since a chunk can only be decompressed whole), so that ascending reads decode
 * each chunk once.
 */
final class NumericVector {

  /** Numbers per piece, rounded up to whole chunks: small chunks are read many at a time. */
  private static final int PIECE = 1 << 16;

  private final Hdf5Node node;
  private final NumericType type;
  private final long length;
  private final int piece;
  private long cached = -1;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  NumericVector(Hdf5Node node) {
    this.node = node;
    long[] shape = node.shape();
    if (shape.length != 1) {
      throw node.fault("has " + shape.length + " dimensions where a list of numbers was expected");
    }
    this.length = shape[0];
    this.type =
        NumericType.of(node.dataset().getDataType())
            .orElseThrow(() -> node.fault("holds no numbers where numbers were expected"));
    int chunk = node.dataset() instanceof ChunkedDataset c ? c.getChunkDimensions()[0] : 1;
    this.piece = Math.ceilDiv(PIECE, chunk) * chunk;
  }

  Hdf5Node node() {
    return node;
  }

  NumericType type() {
    return type;
  }

  long length() {
    return length;
  }

  /** Reads {@code count} numbers from number {@code from} on into {@code to} at {@code offset}. */
  synchronized void floats(long from, float[] to, int offset, int count) {
    walk(from, count, (start, done, run) -> type.floats(bytes, start, to, offset + done, run));
  }

  /** Reads indices that must lie in [0, {@code bound}). */
  synchronized void indices(long from, int[] to, int count, int bound) {
    walk(
        from,
        count,
        (start, done, run) ->
            type.indices(bytes, start, new NumericType.IndexTarget(to, done, run, bound)));
  }

  /** All numbers as whole numbers. */
  synchronized long[] longs() {
    if (type.isFloat()) {
      throw node.fault("holds " + type.numpy() + " where whole numbers were expected");
    }
    long[] all = new long[size()];
    walk(0, all.length, (start, done, run) -> type.longs(bytes, start, all, done, run));
    return all;
  }

  /** All numbers as float64. */
  synchronized double[] doubles() {
    double[] all = new double[size()];
    walk(0, all.length, (start, done, run) -> type.doubles(bytes, start, all, done, run));
    return all;
  }

  private int size() {
    if (length > Integer.MAX_VALUE - 16) {
      throw node.fault("is too long to be held in memory: " + length);
    }
    return (int) length;
  }

  /** Decodes a run: from this number of the piece, after so many done, so many. */
  private interface Decoder {
    void decode(int start, int done, int run);
  }

  private void walk(long from, int count, Decoder decoder) {
    if (from < 0 || from + count > length) {
      throw node.fault("ends at " + length + ", but entry " + (from + count) + " was needed");
    }
    try {
      for (int done = 0; done < count; ) {
        long position = from + done;
        load(position / piece);
        int start = (int) (position % piece);
        int run = Math.min(count - done, piece - start);
        decoder.decode(start, done, run);
        done += run;
      }
    } catch (NumericType.InexactException e) {
      throw new DataException(
          node.where() + ": the whole number " + e.getMessage() + " does not fit into float32", e);
    } catch (IndexOutOfBoundsException e) {
      throw new DataException(node.where() + ": damaged: " + e.getMessage(), e);
    }
  }

  private void load(long number) {
    if (number == cached) {
      return;
    }
    long start = number * piece;
    int run = (int) Math.min(piece, length - start);
    bytes =
        Hdf5File.guarded(
            node.where() + ": cannot be read, the file may be damaged",
            () -> slice(node, new long[] {start}, new int[] {run}));
    cached = number;
  }

  /** The bytes of a slice; datasets stored inside their header cannot be sliced, only read. */
  static ByteBuffer slice(Hdf5Node node, long[] offset, int[] shape) {
    DatasetBase dataset = (DatasetBase) node.dataset();
    if (dataset instanceof io.jhdf.dataset.CompactDataset) {
      return compact(dataset, offset, shape);
    }
    if (dataset.isEmpty()) {
      int size = dataset.getDataType().getSize();
      for (int n : shape) {
        size = Math.multiplyExact(size, n);
      }
      return ByteBuffer.allocate(size);
    }
    return dataset.getSliceDataBuffer(offset, shape);
  }

  private static ByteBuffer compact(DatasetBase dataset, long[] offset, int[] shape) {
    int size = dataset.getDataType().getSize();
    int width = shape.length == 1 ? 1 : shape[1];
    if (shape.length > 1 && (offset[1] != 0 || width != dataset.getDimensions()[1])) {
      throw new IllegalArgumentException("a part of the columns of a compact dataset");
    }
    long row = Math.multiplyExact((long) width, size);
    return dataset
        .getDataBuffer()
        .slice(
            Math.toIntExact(Math.multiplyExact(offset[0], row)),
            Math.toIntExact(Math.multiplyExact(shape[0], row)));
  }
}

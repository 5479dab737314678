package org.polysome.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Copies numbers that lie apart, or are too narrow for the engine.
 *
 * @param layout where they lie
 * @param stored all numbers of the storage
 */
record StridedCopy(TorchLayout layout, byte[] stored) {

  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  void into(MemorySegment target) {
    MemorySegment source = MemorySegment.ofArray(stored);
    int bytes = layout.kind().bytes;
    long[] index = new long[layout.shape().length];
    long elements = layout.elements();
    for (long at = 0; at < elements; at++) {
      long from = layout.offset();
      for (int dimension = 0; dimension < index.length; dimension++) {
        from += index[dimension] * layout.strides()[dimension];
      }
      if (layout.kind() == TorchStorage.HALF) {
        float wide = Float.float16ToFloat(source.get(HALF, from * bytes));
        target.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at * Float.BYTES, wide);
      } else {
        MemorySegment.copy(source, from * bytes, target, at * bytes, bytes);
      }
      advance(index);
    }
  }

  private void advance(long[] index) {
    for (int dimension = index.length - 1; dimension >= 0; dimension--) {
      if (++index[dimension] < layout.shape()[dimension]) {
        return;
      }
      index[dimension] = 0;
    }
  }
}

package org.polysome.published;

import java.util.List;
import java.util.stream.LongStream;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;

/**
 * One tensor of a published checkpoint.
 *
 * @param name what they call it
 * @param type its kind of number
 * @param shape its sizes
 */
record Part(String name, ElementType type, List<Long> shape) {

  /** Copies the shape. */
  Part {
    shape = List.copyOf(shape);
  }

  static Part of(String name, Tensor tensor) {
    return new Part(name, tensor.type(), LongStream.of(tensor.shape()).boxed().toList());
  }

  long[] sizes() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}

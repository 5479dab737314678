package org.polysome.tensor;

import java.util.List;
import java.util.Optional;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Global;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Persistent;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Whole;

/**
 * How a tensor lies in the storage of a checkpoint of torch.
 *
 * @param kind the kind of number
 * @param key name of the storage in the archive
 * @param stored numbers in the storage
 * @param offset of the first one
 * @param shape of the tensor
 * @param strides between neighbours along each dimension, in numbers
 */
record TorchLayout(
    TorchStorage kind, String key, long stored, long offset, long[] shape, long[] strides) {

  static final String REBUILD = "torch._utils._rebuild_tensor_v2";
  static final String PARAMETER = "torch._utils._rebuild_parameter";

  /** The layout that a value describes, if it describes a tensor that is read. */
  static Optional<TorchLayout> of(PickleValue value) {
    if (!(value instanceof Built(String callable, List<PickleValue> arguments))
        || arguments.isEmpty()) {
      return Optional.empty();
    }
    if (callable.equals(PARAMETER)) {
      return of(arguments.getFirst());
    }
    boolean tensor =
        callable.equals(REBUILD)
            && arguments.size() >= 4
            && arguments.get(0) instanceof Persistent
            && arguments.get(1) instanceof Whole
            && arguments.get(2) instanceof Items
            && arguments.get(3) instanceof Items;
    return tensor ? stored(arguments) : Optional.empty();
  }

  private static Optional<TorchLayout> stored(List<PickleValue> arguments) {
    if (arguments.get(0) instanceof Persistent(PickleValue id)
        && id instanceof Items items
        && items.list().size() == 5
        && items.list().get(1) instanceof Global(String className)
        && items.list().get(2) instanceof Text(String key)
        && items.list().get(4) instanceof Whole(long count)
        && arguments.get(1) instanceof Whole(long offset)) {
      long[] shape = numbers(arguments.get(2));
      long[] strides = numbers(arguments.get(3));
      return TorchStorage.of(className)
          .map(kind -> new TorchLayout(kind, key, count, offset, shape, strides))
          .filter(TorchLayout::fits);
    }
    return Optional.empty();
  }

  private static long[] numbers(PickleValue value) {
    return value instanceof Items items
        ? items.list().stream()
            .mapToLong(item -> item instanceof Whole(long number) ? number : -1)
            .toArray()
        : new long[0];
  }

  /** Whether all numbers of the tensor lie within the storage. */
  private boolean fits() {
    if (shape.length != strides.length || offset < 0) {
      return false;
    }
    long last = offset;
    long elements = 1;
    for (int dimension = 0; dimension < shape.length; dimension++) {
      if (shape[dimension] < 0 || strides[dimension] < 0) {
        return false;
      }
      if (shape[dimension] == 0) {
        return offset <= stored;
      }
      try {
        last = Math.addExact(last, Math.multiplyExact(shape[dimension] - 1, strides[dimension]));
        elements = Math.multiplyExact(elements, shape[dimension]);
      } catch (ArithmeticException e) {
        return false;
      }
    }
    // A tensor of more numbers than its storage repeats them; no weights do.
    return last < stored && elements <= stored;
  }

  /** Numbers of the tensor. */
  long elements() {
    long elements = 1;
    for (long size : shape) {
      elements *= size;
    }
    return elements;
  }

  /** Whether the numbers follow each other in the storage. */
  boolean contiguous() {
    long expected = 1;
    for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
      if (shape[dimension] != 1 && strides[dimension] != expected) {
        return false;
      }
      expected *= shape[dimension];
    }
    return true;
  }
}

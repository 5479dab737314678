package org.polysome.tensor;

import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Makes tensors from Java arrays, from nothing, and from several tensors. */
public final class Tensors {

  private Tensors() {}

  /** A copy of the numbers as 32-bit floats in main memory. */
  public static Tensor of(float[] numbers, long... shape) {
    return filled(
        ElementType.FLOAT32,
        numbers.length,
        shape,
        memory -> new FloatPointer(memory).put(numbers, 0, numbers.length));
  }

  /** A copy of the numbers as 64-bit floats in main memory. */
  public static Tensor of(double[] numbers, long... shape) {
    return filled(
        ElementType.FLOAT64,
        numbers.length,
        shape,
        memory -> new DoublePointer(memory).put(numbers, 0, numbers.length));
  }

  /** A copy of the numbers as 32-bit integers in main memory. */
  public static Tensor of(int[] numbers, long... shape) {
    return filled(
        ElementType.INT32,
        numbers.length,
        shape,
        memory -> new IntPointer(memory).put(numbers, 0, numbers.length));
  }

  /** A copy of the numbers as 64-bit integers in main memory. */
  public static Tensor of(long[] numbers, long... shape) {
    return filled(
        ElementType.INT64,
        numbers.length,
        shape,
        memory -> new LongPointer(memory).put(numbers, 0, numbers.length));
  }

  /** A copy of the numbers as unsigned 8-bit integers in main memory. */
  public static Tensor of(byte[] numbers, long... shape) {
    return filled(
        ElementType.UINT8,
        numbers.length,
        shape,
        memory -> new BytePointer(memory).put(numbers, 0, numbers.length));
  }

  private static Tensor filled(
      ElementType type, int length, long[] shape, Consumer<Pointer> filler) {
    Tensor tensor = empty(type, Device.CPU, shape);
    if (tensor.elements() != length) {
      throw new IllegalArgumentException(length + " numbers do not fill " + tensor);
    }
    if (length > 0) {
      filler.accept(tensor.pointer().data_ptr());
    }
    return tensor;
  }

  /** A tensor whose numbers are whatever was in memory. */
  public static Tensor empty(ElementType type, Device device, long... shape) {
    Engine.load();
    return Tensor.made(() -> torch.empty(shape, options(type, device), new MemoryFormatOptional()));
  }

  /** A tensor of zeros. */
  public static Tensor zeros(ElementType type, Device device, long... shape) {
    Engine.load();
    return Tensor.made(() -> torch.zeros(shape, options(type, device)));
  }

  /** A tensor of one number. */
  public static Tensor full(double number, ElementType type, Device device, long... shape) {
    Engine.load();
    return Tensor.made(() -> torch.full(shape, new Scalar(number), options(type, device)));
  }

  /** The 64-bit integers from 0 below {@code end}. */
  public static Tensor range(long end, Device device) {
    Engine.load();
    return Tensor.made(() -> torch.arange(new Scalar(end), options(ElementType.INT64, device)));
  }

  /** Tensors one after the other along a dimension they have. */
  public static Tensor concatenate(List<Tensor> tensors, int dimension) {
    return Tensor.made(() -> torch.cat(vector(tensors), dimension));
  }

  /** Tensors of one shape side by side along a new dimension. */
  public static Tensor stack(List<Tensor> tensors, int dimension) {
    return Tensor.made(() -> torch.stack(vector(tensors), dimension));
  }

  /** Elements of the first where the condition is true, of the second elsewhere. */
  public static Tensor where(Tensor condition, Tensor yes, Tensor no) {
    return Tensor.made(() -> torch.where(condition.pointer(), yes.pointer(), no.pointer()));
  }

  private static TensorOptions options(ElementType type, Device device) {
    return new TensorOptions()
        .dtype(new ScalarTypeOptional(type.engine))
        .device(new DeviceOptional(device.engine()));
  }

  static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(
        tensors.stream().map(Tensor::pointer).toArray(org.bytedeco.pytorch.Tensor[]::new));
  }
}

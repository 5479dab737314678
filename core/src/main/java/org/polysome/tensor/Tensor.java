package org.polysome.tensor;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/**
 * An array of numbers in native memory with a shape and an element type, as the engine holds it: a
 * thin handle with the operations that Polysome needs, named as users of the engine know them.
 * Operations return new tensors unless their name says {@code InPlace}; shapes broadcast. Negative
 * dimensions count from the end. Native memory is freed by the {@link Scope} around.
 *
 * <p>Every operation throws {@link EngineException} where the engine refuses, with the first line
 * of its message, and {@link org.polysome.fault.EnvironmentException} where memory runs out.
 */
public final class Tensor implements AutoCloseable {

  private final org.bytedeco.pytorch.Tensor pointer;

  Tensor(org.bytedeco.pytorch.Tensor pointer) {
    this.pointer = pointer;
  }

  org.bytedeco.pytorch.Tensor pointer() {
    return pointer;
  }

  /** Runs an engine call, with its faults translated. */
  static Tensor made(Supplier<org.bytedeco.pytorch.Tensor> call) {
    return new Tensor(guarded(call));
  }

  /** Runs an engine call, with its faults translated. */
  static <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException fault) {
      throw EngineException.of(fault);
    }
  }

  // What it is

  /** Sizes of the dimensions. */
  public long[] shape() {
    long[] shape = new long[dimensions()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = pointer.size(i);
    }
    return shape;
  }

  /** Number of dimensions. */
  public int dimensions() {
    return (int) pointer.dim();
  }

  /** Size of one dimension. */
  public long size(int dimension) {
    return guarded(() -> pointer.size(dimension));
  }

  /** Number of elements. */
  public long elements() {
    return pointer.numel();
  }

  /** The element type. */
  public ElementType type() {
    return ElementType.of(pointer.scalar_type());
  }

  /** Where it lives. */
  public Device device() {
    var device = pointer.device();
    if (device.is_cuda()) {
      return new Device(Device.Kind.CUDA, device.index());
    }
    return device.is_meta() ? Device.META : Device.CPU;
  }

  // Lifetime

  /** Keeps it alive beyond the scope it was made in, until {@link #close()}. */
  Tensor retain() {
    pointer.retainReference();
    return this;
  }

  /** Frees it now, or undoes one {@link Scope#keep}. */
  @Override
  public void close() {
    pointer.close();
  }

  /** The same numbers in the same memory, without history for gradients. */
  public Tensor detach() {
    return made(pointer::detach);
  }

  /** A copy in memory of its own. */
  public Tensor copy() {
    return made(() -> pointer.detach().clone());
  }

  // Gradients

  /** Asks for gradients with respect to this tensor, or no longer; returns itself. */
  public Tensor requiresGradient(boolean required) {
    guarded(() -> pointer.set_requires_grad(required));
    return this;
  }

  /** Whether gradients flow here. */
  public boolean requiresGradient() {
    return pointer.requires_grad();
  }

  /** The gradient that backward passes have summed up here. */
  public Optional<Tensor> gradient() {
    var gradient = pointer.grad();
    return gradient.defined() ? Optional.of(new Tensor(gradient)) : Optional.empty();
  }

  /** Forgets the gradient and frees its memory. */
  public void clearGradient() {
    pointer.mutable_grad().reset();
  }

  /** Adds the gradient of this scalar to every tensor that asked for it. */
  public void backward() {
    guarded(
        () -> {
          pointer.backward();
          return pointer;
        });
  }

  /** Adds the gradient of the sum of this times a tensor of its shape. */
  public void backward(Tensor outer) {
    guarded(
        () -> {
          pointer.backward(outer.pointer, new BoolOptional(), false, new TensorArrayRefOptional());
          return pointer;
        });
  }

  // Numbers to and from Java

  /** The numbers in row-major order. */
  public float[] toFloats() {
    return guarded(
        () -> {
          var host = host(ElementType.FLOAT32);
          float[] numbers = new float[Math.toIntExact(host.numel())];
          if (numbers.length > 0) {
            new FloatPointer(host.data_ptr()).get(numbers);
          }
          return numbers;
        });
  }

  /** The numbers in row-major order. */
  public double[] toDoubles() {
    return guarded(
        () -> {
          var host = host(ElementType.FLOAT64);
          double[] numbers = new double[Math.toIntExact(host.numel())];
          if (numbers.length > 0) {
            new DoublePointer(host.data_ptr()).get(numbers);
          }
          return numbers;
        });
  }

  /** The numbers in row-major order. */
  public int[] toInts() {
    return guarded(
        () -> {
          var host = host(ElementType.INT32);
          int[] numbers = new int[Math.toIntExact(host.numel())];
          if (numbers.length > 0) {
            new IntPointer(host.data_ptr()).get(numbers);
          }
          return numbers;
        });
  }

  /** The numbers in row-major order. */
  public long[] toLongs() {
    return guarded(
        () -> {
          var host = host(ElementType.INT64);
          long[] numbers = new long[Math.toIntExact(host.numel())];
          if (numbers.length > 0) {
            new LongPointer(host.data_ptr()).get(numbers);
          }
          return numbers;
        });
  }

  /** The numbers in row-major order; truth values as 0 and 1. */
  public byte[] toBytes() {
    return guarded(
        () -> {
          var host = host(ElementType.UINT8);
          byte[] numbers = new byte[Math.toIntExact(host.numel())];
          if (numbers.length > 0) {
            new BytePointer(host.data_ptr()).get(numbers);
          }
          return numbers;
        });
  }

  private org.bytedeco.pytorch.Tensor host(ElementType type) {
    return pointer.detach().cpu().to(type.engine).contiguous();
  }

  /** The number of a tensor of one element. On an accelerator this waits for all work before it. */
  public double item() {
    return guarded(() -> pointer.item().toDouble());
  }

  /** Copies the numbers of another tensor of its shape into this one; returns itself. */
  public Tensor copyInPlace(Tensor from) {
    return inPlace(() -> pointer.copy_(from.pointer));
  }

  /** The same numbers as another element type; itself where it has it already. */
  public Tensor to(ElementType type) {
    return made(() -> pointer.to(type.engine));
  }

  /** The same numbers on another device; itself where it lives there already. */
  public Tensor to(Device device) {
    return made(() -> pointer.to(device.engine(), pointer.scalar_type()));
  }

  // Shape

  /** The same numbers under another shape; one size may be -1. */
  public Tensor reshape(long... shape) {
    return made(() -> pointer.reshape(shape));
  }

  /** Dimensions {@code first} to {@code last} as one. */
  public Tensor flatten(int first, int last) {
    return made(() -> pointer.flatten(first, last));
  }

  /** Dimensions in another order. */
  public Tensor permute(long... order) {
    return made(() -> pointer.permute(order));
  }

  /** Two dimensions exchanged. */
  public Tensor transpose(int first, int second) {
    return made(() -> pointer.transpose(first, second));
  }

  /** With a dimension of size one put in. */
  public Tensor unsqueeze(int dimension) {
    return made(() -> pointer.unsqueeze(dimension));
  }

  /** With a dimension of size one taken out. */
  public Tensor squeeze(int dimension) {
    return made(() -> pointer.squeeze(dimension));
  }

  /** Repeated along dimensions of size one without copying; -1 keeps a size. */
  public Tensor expand(long... shape) {
    return made(() -> pointer.expand(shape));
  }

  /** In row-major order in memory, as it is or as a copy. */
  public Tensor contiguous() {
    return made(pointer::contiguous);
  }

  // Parts

  /** One slice along a dimension, which falls away. */
  public Tensor select(int dimension, long index) {
    return made(() -> pointer.select(dimension, index));
  }

  /** {@code length} slices along a dimension from {@code start}. */
  public Tensor narrow(int dimension, long start, long length) {
    return made(() -> pointer.narrow(dimension, start, length));
  }

  /** The slices along a dimension that a vector of indices names, in its order. */
  public Tensor indexSelect(int dimension, Tensor indices) {
    return made(() -> pointer.index_select(dimension, indices.pointer));
  }

  /** Elements along a dimension by an index per element. */
  public Tensor gather(int dimension, Tensor indices) {
    return made(() -> pointer.gather(dimension, indices.pointer));
  }

  /** A copy in which the elements at indices along a dimension are those of {@code source}. */
  public Tensor scatter(int dimension, Tensor indices, Tensor source) {
    return made(() -> pointer.scatter(dimension, indices.pointer, source.pointer));
  }

  /** A copy with {@code source} added at indices along a dimension. */
  public Tensor scatterAdd(int dimension, Tensor indices, Tensor source) {
    return made(() -> pointer.scatter_add(dimension, indices.pointer, source.pointer));
  }

  /** Slices of {@code source} written at indices along a dimension, in place; returns itself. */
  public Tensor indexCopyInPlace(int dimension, Tensor indices, Tensor source) {
    return inPlace(() -> pointer.index_copy_(dimension, indices.pointer, source.pointer));
  }

  /** A copy with {@code value} where the mask is true. */
  public Tensor maskedFill(Tensor mask, double value) {
    return made(() -> pointer.masked_fill(mask.pointer, new Scalar(value)));
  }

  /** The elements where the mask is true, as a vector. Its length is only known when it ran. */
  public Tensor maskedSelect(Tensor mask) {
    return made(() -> pointer.masked_select(mask.pointer));
  }

  // Arithmetic

  /** Sum, element by element. */
  public Tensor add(Tensor other) {
    return made(() -> pointer.add(other.pointer));
  }

  /** This plus {@code factor} times the other. */
  public Tensor add(Tensor other, double factor) {
    return made(() -> pointer.add(other.pointer, new Scalar(factor)));
  }

  /** Plus a number. */
  public Tensor add(double number) {
    return made(() -> pointer.add(new Scalar(number)));
  }

  /** Plus a whole number, which keeps integers integers. */
  public Tensor add(long number) {
    return made(() -> pointer.add(new Scalar(number)));
  }

  /** Difference, element by element. */
  public Tensor subtract(Tensor other) {
    return made(() -> pointer.sub(other.pointer));
  }

  /** Product, element by element. */
  public Tensor multiply(Tensor other) {
    return made(() -> pointer.mul(other.pointer));
  }

  /** Times a number. */
  public Tensor multiply(double number) {
    return made(() -> pointer.mul(new Scalar(number)));
  }

  /** Times a whole number, which keeps integers integers. */
  public Tensor multiply(long number) {
    return made(() -> pointer.mul(new Scalar(number)));
  }

  /** Quotient, element by element. */
  public Tensor divide(Tensor other) {
    return made(() -> pointer.div(other.pointer));
  }

  /** Divided by a number. */
  public Tensor divide(double number) {
    return made(() -> pointer.div(new Scalar(number)));
  }

  /** With the sign changed. */
  public Tensor negate() {
    return made(pointer::neg);
  }

  /** Matrix product over the last two dimensions. */
  public Tensor matmul(Tensor other) {
    return made(() -> pointer.matmul(other.pointer));
  }

  /** The natural exponential. */
  public Tensor exp() {
    return made(pointer::exp);
  }

  /** The natural logarithm. */
  public Tensor log() {
    return made(pointer::log);
  }

  /** The natural logarithm of one plus this. */
  public Tensor log1p() {
    return made(pointer::log1p);
  }

  /** The square root. */
  public Tensor sqrt() {
    return made(pointer::sqrt);
  }

  /** The square. */
  public Tensor square() {
    return made(pointer::square);
  }

  /** To a power. */
  public Tensor power(double exponent) {
    return made(() -> pointer.pow(new Scalar(exponent)));
  }

  /** The absolute value. */
  public Tensor abs() {
    return made(pointer::abs);
  }

  /** The largest whole number that is not larger. */
  public Tensor floor() {
    return made(pointer::floor);
  }

  /** {@code 1 / (1 + exp(-x))}. */
  public Tensor sigmoid() {
    return made(pointer::sigmoid);
  }

  /** The hyperbolic tangent. */
  public Tensor tanh() {
    return made(pointer::tanh);
  }

  /** Limited to an interval. */
  public Tensor clamp(double minimum, double maximum) {
    return made(
        () ->
            pointer.clamp(
                new ScalarOptional(new Scalar(minimum)), new ScalarOptional(new Scalar(maximum))));
  }

  /** Not below a number. */
  public Tensor atLeast(double minimum) {
    return made(() -> pointer.clamp_min(new Scalar(minimum)));
  }

  /** Limited to an interval of whole numbers, which keeps integers integers. */
  public Tensor clamp(long minimum, long maximum) {
    return made(
        () ->
            pointer.clamp(
                new ScalarOptional(new Scalar(minimum)), new ScalarOptional(new Scalar(maximum))));
  }

  /** The larger of the two, element by element. */
  public Tensor maximum(Tensor other) {
    return made(() -> pointer.maximum(other.pointer));
  }

  // Comparison: truth values

  /** Where it equals a number. */
  public Tensor equalTo(double number) {
    return made(() -> pointer.eq(new Scalar(number)));
  }

  /** Where it equals the other. */
  public Tensor equalTo(Tensor other) {
    return made(() -> pointer.eq(other.pointer));
  }

  /** Where it is above a number. */
  public Tensor greaterThan(double number) {
    return made(() -> pointer.gt(new Scalar(number)));
  }

  /** Where it is below a number. */
  public Tensor lessThan(double number) {
    return made(() -> pointer.lt(new Scalar(number)));
  }

  /** Where both hold. */
  public Tensor and(Tensor other) {
    return made(() -> pointer.logical_and(other.pointer));
  }

  /** Where either holds. */
  public Tensor or(Tensor other) {
    return made(() -> pointer.logical_or(other.pointer));
  }

  /** Where it does not hold. */
  public Tensor not() {
    return made(pointer::logical_not);
  }

  /** Where a number is neither infinite nor NaN. */
  public Tensor isFinite() {
    return made(pointer::isfinite);
  }

  // Reductions

  /** Sum of all elements, as a tensor of no dimensions. */
  public Tensor sum() {
    return made(pointer::sum);
  }

  /** Sum along dimensions, which fall away. */
  public Tensor sum(long... dimensions) {
    return made(() -> pointer.sum(dimensions, false, new ScalarTypeOptional()));
  }

  /** Mean of all elements, as a tensor of no dimensions. */
  public Tensor mean() {
    return made(pointer::mean);
  }

  /** Mean along dimensions, which fall away. */
  public Tensor mean(long... dimensions) {
    return made(() -> pointer.mean(dimensions, false, new ScalarTypeOptional()));
  }

  /** Largest element along a dimension, which falls away. */
  public Tensor max(int dimension) {
    return made(() -> pointer.amax(new long[] {dimension}, false));
  }

  /** Largest element along dimensions, which stay with size one. */
  public Tensor maxOver(long... dimensions) {
    return made(() -> pointer.amax(dimensions, true));
  }

  /** Largest of all elements, as a tensor of no dimensions. */
  public Tensor max() {
    return made(pointer::max);
  }

  /** Smallest of all elements, as a tensor of no dimensions. */
  public Tensor min() {
    return made(pointer::min);
  }

  /** Index of the largest element along a dimension, which falls away. */
  public Tensor argmax(int dimension) {
    return made(() -> pointer.argmax(new org.bytedeco.pytorch.LongOptional(dimension), false));
  }

  /** Euclidean norm of all elements, as a tensor of no dimensions. */
  public Tensor norm() {
    return made(pointer::norm);
  }

  /** Euclidean norms along one dimension, which goes. */
  public Tensor norm(int dimension) {
    return made(() -> pointer.norm(new ScalarOptional(new Scalar(2)), dimension));
  }

  /** Whether all hold, as a tensor of no dimensions. */
  public Tensor all() {
    return made(pointer::all);
  }

  /** Running sum along a dimension. */
  public Tensor cumulativeSum(int dimension) {
    return made(() -> pointer.cumsum(dimension));
  }

  /** Ascending along a dimension. */
  public Tensor sort(int dimension) {
    return made(() -> pointer.sort(dimension, false).get0());
  }

  /** Where each element stands in ascending order along a dimension; equal ones as they are. */
  public Tensor argsort(int dimension) {
    return made(() -> pointer.argsort(true, dimension, false));
  }

  // Normalisation

  /** {@code exp(x) / sum exp(x)} along a dimension. */
  public Tensor softmax(int dimension) {
    return made(() -> pointer.softmax(dimension));
  }

  /** The logarithm of the sum of exponentials along a dimension, which falls away. */
  public Tensor logSumExp(int dimension) {
    return made(() -> pointer.logsumexp(new long[] {dimension}, false));
  }

  /** The logarithm of {@link #softmax}. */
  public Tensor logSoftmax(int dimension) {
    return made(() -> pointer.log_softmax(dimension));
  }

  // In place: no history for gradients, returns itself

  /** Sets every element to zero. */
  public Tensor zeroInPlace() {
    return inPlace(pointer::zero_);
  }

  /** Sets every element. */
  public Tensor fillInPlace(double number) {
    return inPlace(() -> pointer.fill_(new Scalar(number)));
  }

  /** Adds {@code factor} times the other. */
  public Tensor addInPlace(Tensor other, double factor) {
    return inPlace(() -> pointer.add_(other.pointer, new Scalar(factor)));
  }

  /** Adds a number. */
  public Tensor addInPlace(double number) {
    return inPlace(() -> pointer.add_(new Scalar(number)));
  }

  /** Multiplies by the other, element by element. */
  public Tensor multiplyInPlace(Tensor other) {
    return inPlace(() -> pointer.mul_(other.pointer));
  }

  /** Multiplies by a number. */
  public Tensor multiplyInPlace(double number) {
    return inPlace(() -> pointer.mul_(new Scalar(number)));
  }

  /** Moves towards the other: {@code this + weight * (other - this)}. */
  public Tensor lerpInPlace(Tensor other, double weight) {
    return inPlace(() -> pointer.lerp_(other.pointer, new Scalar(weight)));
  }

  /** Adds {@code factor * a * b}. */
  public Tensor addProductInPlace(Tensor a, Tensor b, double factor) {
    return inPlace(() -> pointer.addcmul_(a.pointer, b.pointer, new Scalar(factor)));
  }

  /** Adds {@code factor * a / b}. */
  public Tensor addQuotientInPlace(Tensor a, Tensor b, double factor) {
    return inPlace(() -> pointer.addcdiv_(a.pointer, b.pointer, new Scalar(factor)));
  }

  private Tensor inPlace(Supplier<org.bytedeco.pytorch.Tensor> call) {
    guarded(call);
    return this;
  }

  @Override
  public String toString() {
    return type() + Arrays.toString(shape()) + "@" + device();
  }
}

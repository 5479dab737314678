package org.polysome.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.VoidTensorHook;

/**
 * A function that brings its own gradient, so that the engine keeps nothing for its backward pass
 * but what the function itself holds.
 *
 * <p>Its value enters the graph as a constant plus a sum over nothing of every input. Backward
 * passes thus reach the inputs with zeros; hooks put the function's gradients in their place. The
 * hooks live in the {@link Scope} around, and so must the backward pass.
 */
public final class CustomGradient {

  /** A function with its gradient. One object serves one value: it may keep what both need. */
  public interface Function {

    /** The value; called once, without history. */
    Tensor value(List<Tensor> inputs);

    /**
     * The gradients of the sum of the value times {@code outer}, one for each input and of its
     * shape.
     *
     * @param outer of the value's shape
     */
    List<Tensor> gradients(List<Tensor> inputs, Tensor outer);
  }

  private final Function function;
  private final List<Tensor> inputs;
  private final PointerScope home;
  private final List<Tensor> gradients = new ArrayList<>();

  private CustomGradient(Function function, List<Tensor> inputs) {
    this.function = function;
    this.inputs = inputs.stream().map(Tensor::detach).toList();
    home = PointerScope.getInnerScope();
    if (home == null) {
      throw new IllegalStateException("a custom gradient needs an open Scope");
    }
  }

  /** Applies a function; gradients flow through it as it says. */
  public static Tensor apply(Function function, List<Tensor> inputs) {
    if (!GradMode.is_enabled() || inputs.stream().noneMatch(Tensor::requiresGradient)) {
      return function.value(inputs);
    }
    return new CustomGradient(function, inputs).joined(inputs);
  }

  private Tensor joined(List<Tensor> live) {
    Tensor value;
    try (NoGradient frozen = new NoGradient()) {
      value = function.value(inputs);
    }
    Tensor joined = value;
    for (int i = 0; i < live.size(); i++) {
      if (live.get(i).requiresGradient()) {
        joined = joined.add(nothing(live.get(i), i));
      }
    }
    Arriving arriving = new Arriving();
    joined.pointer().register_hook(arriving);
    return joined;
  }

  /** Zero, as the sum of no element of an input, and a hook that replaces its gradient. */
  private Tensor nothing(Tensor input, int index) {
    Tensor same = Tensor.made(input.pointer()::alias);
    Leaving leaving = new Leaving(index);
    same.pointer().register_hook(leaving);
    return same.narrow(0, 0, 0).sum();
  }

  private void compute(Tensor outer) {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      for (Tensor gradient : function.gradients(inputs, outer)) {
        // A device's backward pass runs in a thread of the engine, without a scope of its own.
        home.attach(gradient.pointer());
        gradients.add(gradient);
      }
    }
    requireShapes();
  }

  private void requireShapes() {
    boolean fit =
        gradients.size() == inputs.size()
            && IntStream.range(0, inputs.size())
                .allMatch(
                    i -> java.util.Arrays.equals(gradients.get(i).shape(), inputs.get(i).shape()));
    if (!fit) {
      throw new IllegalStateException("gradients " + gradients + " do not fit inputs " + inputs);
    }
  }

  /** Hears the gradient of the value before it goes on to the inputs. */
  private final class Arriving extends VoidTensorHook {
    @Override
    public void call(TensorBase outer) {
      gradients.clear();
      compute(new Tensor(new org.bytedeco.pytorch.Tensor(outer)));
    }
  }

  /** Replaces the gradient of one input. */
  private final class Leaving extends TensorTensorHook {

    private final int index;

    Leaving(int index) {
      this.index = index;
    }

    @Override
    public TensorBase call(TensorBase zeros) {
      return gradients.get(index).pointer();
    }
  }
}

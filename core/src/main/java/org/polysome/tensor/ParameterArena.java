package org.polysome.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The parameters that training moves, side by side in one float32 tensor, and their gradients in
 * another, so that all are cleared, clipped, summed or updated in a few calls. It moves the numbers
 * of each parameter into its own memory and leaves the parameter the leaf of gradients that it was,
 * which autocast goes on caching. Each parameter begins at a multiple of 64 bytes; what is between
 * them is zero and stays so.
 */
public final class ParameterArena implements AutoCloseable {

  private static final int ALIGNED = 16;
  private static final int SHORTEST_ROW = 1 << 10;
  private static final int ROWS = 1 << 14;

  private record Slot(String name, Tensor parameter, Tensor gradient, long start, long end) {}

  /**
   * Parameters beside each other.
   *
   * @param first the name of the first of them
   * @param start where they begin in the tensors of the arena
   * @param length how many numbers they have, with what is between them
   */
  public record Span(String first, long start, long length) {}

  private final List<Slot> slots = new ArrayList<>();
  private final Tensor values;
  private final Tensor gradients;
  private final long row;
  private final long[] versions;

  /**
   * Moves parameters into one tensor; gradients that they have are forgotten.
   *
   * @param parameters by name, all on one device, in the order in which they will lie
   */
  public ParameterArena(Map<String, Tensor> parameters) {
    long used = parameters.values().stream().mapToLong(one -> aligned(one.elements())).sum();
    row = Math.max(SHORTEST_ROW, aligned((used + ROWS - 1) / ROWS));
    long length = (used + row - 1) / row * row;
    Device device = parameters.values().stream().findFirst().map(Tensor::device).orElse(Device.CPU);
    versions = new long[parameters.size()];
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      values = Tensors.zeros(ElementType.FLOAT32, device, length).retain();
      gradients = Tensors.zeros(ElementType.FLOAT32, device, length).retain();
      long start = 0;
      for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
        start = add(entry.getKey(), entry.getValue(), start);
      }
    }
    clear();
  }

  private static long aligned(long length) {
    return (length + ALIGNED - 1) / ALIGNED * ALIGNED;
  }

  private long add(String name, Tensor parameter, long start) {
    long end = start + aligned(parameter.elements());
    Tensor place = part(values, parameter, start);
    place.copyInPlace(parameter);
    Tensor.guarded(
        () -> {
          parameter.pointer().__dispatch_set_data(place.pointer());
          return parameter;
        });
    // A view counts its changes together with the whole; this one tells whether it was added to.
    Tensor gradient =
        Tensor.made(part(gradients, parameter, start).pointer()::variable_data).retain();
    slots.add(new Slot(name, parameter, gradient, start, end));
    return end;
  }

  private static Tensor part(Tensor whole, Tensor like, long start) {
    return whole.narrow(0, start, like.elements()).reshape(like.shape());
  }

  /** All numbers, {@code (length)}; what is written to it is in the parameters. */
  public Tensor values() {
    return values;
  }

  /** All gradients, {@code (length)}, zero where a parameter has none. */
  public Tensor gradients() {
    return gradients;
  }

  /**
   * The parts of a tensor of the arena's length that lie where the parameters do.
   *
   * @param whole {@code (length)}
   * @return tensors of the shapes of the parameters, in its memory, by name
   */
  public Map<String, Tensor> parts(Tensor whole) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    for (Slot slot : slots) {
      parts.put(slot.name, part(whole, slot.parameter, slot.start));
    }
    return parts;
  }

  /** Sets all gradients to zero; no parameter has one then. */
  public void clear() {
    gradients.zeroInPlace();
    try (Scope scope = new Scope()) {
      for (int i = 0; i < versions.length; i++) {
        Slot slot = slots.get(i);
        if (!attached(slot)) {
          slot.parameter.pointer().mutable_grad().put(slot.gradient.pointer());
        }
        versions[i] = slot.gradient.pointer().__dispatch__version();
      }
    }
  }

  private static boolean attached(Slot slot) {
    var gradient = slot.parameter.pointer().grad();
    return gradient.defined() && gradient.is_same(slot.gradient.pointer());
  }

  /**
   * Where parameters have gradients, in as few pieces as there are.
   *
   * @param kind only parameters of equal kinds come together, by name
   * @throws IllegalStateException if a gradient of a parameter was forgotten other than by {@link
   *     #clear}, and is no longer here
   */
  public List<Span> moved(Function<String, ?> kind) {
    List<Span> spans = new ArrayList<>();
    try (Scope scope = new Scope()) {
      for (int i = 0; i < versions.length; i++) {
        Slot slot = slots.get(i);
        if (!attached(slot)) {
          throw new IllegalStateException("the gradient of " + slot.name + " is not in the arena");
        }
        if (slot.gradient.pointer().__dispatch__version() != versions[i]) {
          append(spans, slot, kind);
        }
      }
    }
    return spans;
  }

  private static void append(List<Span> spans, Slot slot, Function<String, ?> kind) {
    long length = slot.end - slot.start;
    Span last = spans.isEmpty() ? null : spans.getLast();
    if (last != null
        && last.start + last.length == slot.start
        && kind.apply(last.first).equals(kind.apply(slot.name))) {
      spans.set(spans.size() - 1, new Span(last.first, last.start, last.length + length));
    } else {
      spans.add(new Span(slot.name, slot.start, length));
    }
  }

  /** Euclidean norm of all gradients as one vector; NaN or infinite where any number is. */
  public double norm() {
    try (Scope scope = new Scope()) {
      return normOf().item();
    }
  }

  /**
   * What all gradients are to be multiplied by so that their norm is at most a limit: 1 or less, of
   * no dimensions. Nothing is read back from the device, so that an accelerator does not wait;
   * where the norm is not finite, neither are the gradients afterwards.
   */
  Tensor clipping(double limit) {
    Tensor norm = normOf();
    return Tensors.full(limit, norm.type(), norm.device()).divide(norm).clamp(0, 1);
  }

  /** By rows, of which one thread sums each: the same bits for any number of threads. */
  private Tensor normOf() {
    return gradients.reshape(-1, row).norm(1).norm();
  }

  /** Frees the gradients; the parameters keep their numbers. */
  @Override
  public void close() {
    for (Slot slot : slots) {
      slot.parameter.clearGradient();
      slot.gradient.close();
    }
    values.close();
    gradients.close();
  }
}

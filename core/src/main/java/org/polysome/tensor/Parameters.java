package org.polysome.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polysome.fault.DataException;
import org.polysome.random.Seeds;

/**
 * The named tensors of a model in the order they were made: parameters, which are trained, and
 * buffers, which are not. It owns them: they outlive any {@link Scope} and are freed when this
 * closes. Names such as {@code backbone.layers.0.attention.qkv.weight} are part of the schema of
 * stored runs.
 *
 * <p>{@link #in} gives the same store under a longer prefix, so that a layer names its own
 * parameters only. First numbers are a function of (seed, name), independent of the order in which
 * layers are built.
 */
public final class Parameters implements AutoCloseable {

  private final String prefix;
  private final Store store;

  /** An empty store on a device; {@link Device#META} keeps shapes only, to count them. */
  public Parameters(Device device, long seed) {
    this("", new Store(device, seed, new LinkedHashMap<>(), new LinkedHashMap<>()));
  }

  private Parameters(String prefix, Store store) {
    this.prefix = prefix;
    this.store = store;
  }

  private record Store(
      Device device, long seed, Map<String, Tensor> trained, Map<String, Tensor> buffers) {}

  /** The same store, with names under {@code name}. */
  public Parameters in(String name) {
    return new Parameters(prefix + name + ".", store);
  }

  /** Where the tensors live. */
  public Device device() {
    return store.device;
  }

  /** Makes a float32 parameter, which asks for gradients. */
  public Tensor parameter(String name, Initialisation initialisation, long... shape) {
    String full = prefix + name;
    Tensor parameter = drawn(full, initialisation, shape).requiresGradient(true);
    return own(store.trained, full, parameter);
  }

  /** Adopts a copy of a tensor as a buffer: saved with the parameters, never trained. */
  public Tensor buffer(String name, Tensor value) {
    return own(store.buffers, prefix + name, value.to(store.device).copy());
  }

  /** The seed of what is drawn under a name here: a function of the store's seed and the name. */
  public long seed(String name) {
    return Seeds.of(store.seed, Seeds.of(prefix + name));
  }

  /** Makes a float32 buffer of first numbers: saved with the parameters, never trained. */
  public Tensor buffer(String name, Initialisation initialisation, long... shape) {
    String full = prefix + name;
    return own(store.buffers, full, drawn(full, initialisation, shape));
  }

  private Tensor drawn(String name, Initialisation initialisation, long[] shape) {
    if (store.device.equals(Device.META)) {
      return Tensors.empty(ElementType.FLOAT32, store.device, shape);
    }
    int length = Math.toIntExact(elements(shape));
    return Tensors.of(initialisation.draw(length, Seeds.of(store.seed, Seeds.of(name))), shape)
        .to(store.device);
  }

  private static long elements(long[] shape) {
    long elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    return elements;
  }

  private Tensor own(Map<String, Tensor> kind, String name, Tensor tensor) {
    if (store.trained.containsKey(name) || store.buffers.containsKey(name)) {
      throw new IllegalArgumentException("two tensors of the name " + name);
    }
    kind.put(name, tensor.retain());
    return tensor;
  }

  /**
   * One parameter or buffer.
   *
   * @throws IllegalArgumentException if there is none of this name under this prefix
   */
  public Tensor get(String name) {
    Tensor tensor = store.trained.getOrDefault(prefix + name, store.buffers.get(prefix + name));
    if (tensor == null) {
      throw new IllegalArgumentException("no parameter or buffer " + prefix + name);
    }
    return tensor;
  }

  /** The parameters under this prefix by full name, in the order they were made. */
  public Map<String, Tensor> trained() {
    return under(store.trained);
  }

  /** The buffers under this prefix by full name, in the order they were made. */
  public Map<String, Tensor> buffers() {
    return under(store.buffers);
  }

  /** Parameters, then buffers: what a checkpoint stores. */
  public Map<String, Tensor> all() {
    Map<String, Tensor> all = new LinkedHashMap<>(trained());
    all.putAll(buffers());
    return Collections.unmodifiableMap(all);
  }

  private Map<String, Tensor> under(Map<String, Tensor> tensors) {
    Map<String, Tensor> chosen = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            chosen.put(name, tensor);
          }
        });
    return Collections.unmodifiableMap(chosen);
  }

  /** Number of trained numbers. */
  public long count() {
    return trained().values().stream().mapToLong(Tensor::elements).sum();
  }

  /**
   * Copies stored numbers into the tensors of the same names.
   *
   * @param stored tensors by full name, exactly those of {@link #all()}
   * @param source where they come from, for messages
   * @throws DataException if a name is missing or left over, or a shape differs
   */
  public void load(Map<String, Tensor> stored, String source) {
    Stored.copy(stored, all(), source);
  }

  @Override
  public void close() {
    trained().values().forEach(Tensor::close);
    buffers().values().forEach(Tensor::close);
  }
}

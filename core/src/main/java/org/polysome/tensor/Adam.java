package org.polysome.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.polysome.fault.DataException;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980), and AdamW (Loshchilov and Hutter, arXiv 1711.05101) where
 * the weight decay is decoupled from the gradient. Its state is plain named tensors and a step
 * number, so that a resumed run goes on bit for bit.
 *
 * <p>The bias correction counts the optimiser's steps, also for a parameter that had no gradient in
 * some of them; such a parameter is left alone in that step.
 */
public final class Adam implements AutoCloseable {

  /**
   * What stays fixed over a run.
   *
   * @param beta1 decay of the running mean of gradients, in [0, 1)
   * @param beta2 decay of the running mean of squared gradients, in [0, 1)
   * @param epsilon added to the root of the second, above 0
   * @param weightDecay pull of the decayed parameters towards zero, at least 0
   * @param decoupled whether the decay acts on the parameters (AdamW) or on their gradients (Adam)
   */
  public record Settings(
      double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled) {

    /** Checks the ranges. */
    public Settings {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException("betas: " + beta1 + ", " + beta2 + " not in [0, 1)");
      }
      if (!(epsilon > 0 && weightDecay >= 0)) {
        throw new IllegalArgumentException(
            "epsilon " + epsilon + " or weight decay " + weightDecay + " is negative");
      }
    }

    /** AdamW with the usual betas and epsilon. */
    public static Settings adamW(double weightDecay) {
      return new Settings(0.9, 0.999, 1e-8, weightDecay, true);
    }

    /** Adam with the usual betas and epsilon and no weight decay. */
    public static Settings adam() {
      return new Settings(0.9, 0.999, 1e-8, 0, false);
    }
  }

  private record Slot(Tensor parameter, Tensor mean, Tensor square, double decay) {}

  private final Settings settings;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private long steps;

  /**
   * An optimiser at step 0.
   *
   * @param parameters what it trains, by name
   * @param decayed which names the weight decay acts on; biases and norms are usually spared
   */
  public Adam(Map<String, Tensor> parameters, Settings settings, Predicate<String> decayed) {
    this.settings = settings;
    parameters.forEach(
        (name, parameter) ->
            slots.put(
                name,
                new Slot(
                    parameter,
                    zerosLike(parameter),
                    zerosLike(parameter),
                    decayed.test(name) ? settings.weightDecay : 0)));
  }

  private static Tensor zerosLike(Tensor parameter) {
    return Tensors.zeros(parameter.type(), parameter.device(), parameter.shape()).retain();
  }

  /** Moves every parameter that has a gradient. */
  public void step(double learningRate) {
    steps++;
    double rootCorrection = Math.sqrt(1 - Math.pow(settings.beta2, steps));
    double rate = learningRate * rootCorrection / (1 - Math.pow(settings.beta1, steps));
    double epsilon = settings.epsilon * rootCorrection;
    try (NoGradient frozen = new NoGradient();
        Scope scope = new Scope()) {
      for (Slot slot : slots.values()) {
        slot.parameter
            .gradient()
            .map(gradient -> decay(slot, gradient, learningRate))
            .ifPresent(gradient -> move(slot, gradient, rate, epsilon));
      }
    }
  }

  private Tensor decay(Slot slot, Tensor gradient, double learningRate) {
    if (slot.decay == 0) {
      return gradient;
    }
    if (settings.decoupled) {
      slot.parameter.multiplyInPlace(1 - learningRate * slot.decay);
      return gradient;
    }
    return gradient.add(slot.parameter, slot.decay);
  }

  private void move(Slot slot, Tensor gradient, double rate, double epsilon) {
    slot.mean.lerpInPlace(gradient, 1 - settings.beta1);
    slot.square
        .multiplyInPlace(settings.beta2)
        .addProductInPlace(gradient, gradient, 1 - settings.beta2);
    slot.parameter.addQuotientInPlace(slot.mean, slot.square.sqrt().addInPlace(epsilon), -rate);
  }

  /** Steps done so far. */
  public long steps() {
    return steps;
  }

  /** The running means, {@code mean.NAME} and {@code square.NAME} for each parameter. */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    slots.forEach(
        (name, slot) -> {
          state.put("mean." + name, slot.mean);
          state.put("square." + name, slot.square);
        });
    return Collections.unmodifiableMap(state);
  }

  /**
   * Goes on from a stored state.
   *
   * @param stored what {@link #state()} gave
   * @param source where it comes from, for messages
   * @throws DataException if a tensor is missing, left over or of another shape
   */
  public void load(Map<String, Tensor> stored, long steps, String source) {
    Stored.copy(stored, state(), source);
    this.steps = steps;
  }

  @Override
  public void close() {
    state().values().forEach(Tensor::close);
  }
}

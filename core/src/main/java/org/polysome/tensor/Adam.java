package org.polysome.tensor;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  /** Numbers that are moved at a time: as many as a core's cache holds with all that moves them. */
  private static final long BLOCK = 1 << 18;

  private final Settings settings;
  private final ParameterArena arena;
  private final Map<String, Double> decays = new HashMap<>();
  private final Tensor means;
  private final Tensor squares;
  private long steps;

  /**
   * An optimiser at step 0. It lays the parameters side by side in an {@link ParameterArena}.
   *
   * @param parameters what it trains, by name, all on one device
   * @param decayed which names the weight decay acts on; biases and norms are usually spared
   */
  public Adam(Map<String, Tensor> parameters, Settings settings, Predicate<String> decayed) {
    this.settings = settings;
    parameters
        .keySet()
        .forEach(name -> decays.put(name, decayed.test(name) ? settings.weightDecay : 0));
    arena = new ParameterArena(parameters);
    try (Scope scope = new Scope()) {
      means = zeros().retain();
      squares = zeros().retain();
    }
  }

  private Tensor zeros() {
    Tensor values = arena.values();
    return Tensors.zeros(values.type(), values.device(), values.shape());
  }

  /** The parameters and their gradients, to be cleared. */
  public ParameterArena arena() {
    return arena;
  }

  /** Moves every parameter that has a gradient. */
  public void step(double learningRate) {
    step(learningRate, Optional.empty());
  }

  /**
   * Scales all gradients down, and moves every parameter that has one.
   *
   * @param clip what the norm of all gradients together is at most afterwards; where it is not
   *     finite, neither are the parameters
   */
  public void step(double learningRate, Optional<Double> clip) {
    steps++;
    double rootCorrection = Math.sqrt(1 - Math.pow(settings.beta2, steps));
    double rate = learningRate * rootCorrection / (1 - Math.pow(settings.beta1, steps));
    try (NoGradient frozen = new NoGradient();
        Scope scope = new Scope()) {
      Step step =
          new Step(
              learningRate, rate, settings.epsilon * rootCorrection, clip.map(arena::clipping));
      for (ParameterArena.Span span : arena.moved(decays::get)) {
        double decay = Objects.requireNonNull(decays.get(span.first()), span.first());
        for (long done = 0; done < span.length(); done += BLOCK) {
          move(span.start() + done, Math.min(BLOCK, span.length() - done), decay, step);
        }
      }
    }
  }

  /** What is the same for all numbers of a step; rate and epsilon are corrected for its number. */
  private record Step(
      double learningRate, double rate, double epsilon, Optional<Tensor> clipping) {}

  private void move(long start, long length, double decay, Step step) {
    try (Scope scope = new Scope()) {
      Tensor parameter = arena.values().narrow(0, start, length);
      Tensor gradient = arena.gradients().narrow(0, start, length);
      step.clipping.ifPresent(gradient::multiplyInPlace);
      if (decay != 0 && settings.decoupled) {
        parameter.multiplyInPlace(1 - step.learningRate * decay);
      } else if (decay != 0) {
        gradient = gradient.add(parameter, decay);
      }
      Tensor mean = means.narrow(0, start, length);
      mean.lerpInPlace(gradient, 1 - settings.beta1);
      Tensor square = squares.narrow(0, start, length);
      square
          .multiplyInPlace(settings.beta2)
          .addProductInPlace(gradient, gradient, 1 - settings.beta2);
      Tensor root = square.sqrt().addInPlace(step.epsilon);
      parameter.addQuotientInPlace(mean, root, -step.rate);
    }
  }

  /** Steps done so far. */
  public long steps() {
    return steps;
  }

  /** The running means, {@code mean.NAME} and {@code square.NAME} for each parameter. */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    Map<String, Tensor> second = arena.parts(squares);
    arena
        .parts(means)
        .forEach(
            (name, mean) -> {
              state.put("mean." + name, mean);
              state.put("square." + name, Objects.requireNonNull(second.get(name), name));
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
    try (Scope scope = new Scope()) {
      Stored.copy(stored, state(), source);
    }
    this.steps = steps;
  }

  @Override
  public void close() {
    means.close();
    squares.close();
    arena.close();
  }
}

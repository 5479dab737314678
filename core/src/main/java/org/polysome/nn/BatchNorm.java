package org.polysome.nn;

import java.util.Optional;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Batch normalisation of each channel over cells and positions (arXiv 1502.03167): parameters
 * {@code weight}, {@code bias}, and buffers {@code running-mean}, {@code running-variance}, which
 * are stored with them. Training normalises by the batch (variance over n) and moves the running
 * numbers a tenth of the way to it (variance over n - 1); otherwise the running numbers serve, so
 * that a cell's result does not depend on its batch. Statistics are float32 whatever the input is.
 */
public final class BatchNorm {

  private static final double MOMENTUM = 0.1;

  private final Tensor weight;
  private final Tensor bias;
  private final Tensor runningMean;
  private final Tensor runningVariance;
  private final double epsilon;
  private final double momentum;

  /**
   * A norm that starts as the identity on normalised input.
   *
   * @param epsilon added to the variance
   */
  public BatchNorm(BuildContext context, int channels, double epsilon) {
    this(context, channels, epsilon, MOMENTUM);
  }

  /**
   * The same with a choice.
   *
   * @param momentum how far the running numbers move to those of a batch; usually a tenth
   */
  public BatchNorm(BuildContext context, int channels, double epsilon, double momentum) {
    weight = context.constant("weight", channels, 1);
    bias = context.constant("bias", channels, 0);
    runningMean = buffer(context, "running-mean", channels, 0);
    runningVariance = buffer(context, "running-variance", channels, 1);
    this.epsilon = epsilon;
    this.momentum = momentum;
  }

  private static Tensor buffer(BuildContext context, String name, int channels, double value) {
    return context
        .parameters()
        .buffer(name, Tensors.full(value, ElementType.FLOAT32, Device.CPU, channels));
  }

  /**
   * Normalises each channel.
   *
   * @param input (cells, positions, channels)
   * @param present (cells, positions) true where a position counts; empty where all do
   * @return float32 of the input's shape; positions that do not count hold numbers without meaning
   */
  public Tensor forward(Tensor input, Optional<Tensor> present, Mode mode) {
    Tensor numbers = input.to(ElementType.FLOAT32);
    if (mode == Mode.EVALUATION) {
      return scaled(numbers.subtract(runningMean), runningVariance);
    }
    Tensor count = count(input, present);
    Tensor mean = sum(numbers, present).divide(count);
    Tensor centred = numbers.subtract(mean);
    Tensor squares = sum(centred.square(), present);
    remember(mean, squares.divide(count.add(-1.0).clamp(1, Long.MAX_VALUE)));
    return scaled(centred, squares.divide(count));
  }

  private Tensor scaled(Tensor centred, Tensor variance) {
    return centred.divide(variance.add(epsilon).sqrt()).multiply(weight).add(bias);
  }

  private static Tensor count(Tensor input, Optional<Tensor> present) {
    return present
        .map(mask -> mask.to(ElementType.FLOAT32).sum())
        .orElseGet(
            () -> Tensors.full(input.size(0) * input.size(1), ElementType.FLOAT32, input.device()));
  }

  private static Tensor sum(Tensor numbers, Optional<Tensor> present) {
    return present
        .map(mask -> numbers.maskedFill(mask.not().unsqueeze(2), 0))
        .orElse(numbers)
        .sum(0, 1);
  }

  private void remember(Tensor mean, Tensor variance) {
    try (NoGradient frozen = new NoGradient()) {
      runningMean.lerpInPlace(mean, momentum);
      runningVariance.lerpInPlace(variance, momentum);
    }
  }
}

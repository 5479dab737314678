package org.polysome.objective.loss;

import java.util.OptionalDouble;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/** Losses of scores for classes, row by row. */
public final class Entropies {

  private static final double FLOAT_EPSILON = Math.ulp(1f);
  private static final double DOUBLE_EPSILON = Math.ulp(1.0);

  private Entropies() {}

  /**
   * Cross entropy of a softmax.
   *
   * @param scores (rows, classes)
   * @param classes the true ones (rows), 64-bit integers
   * @param smoothing share of the truth that is spread over all classes
   * @return (rows)
   */
  public static Tensor cross(Tensor scores, Tensor classes, double smoothing) {
    Tensor logs = scores.logSoftmax(1);
    Tensor plain = of(logs, classes).negate();
    return smoothing == 0 ? plain : plain.multiply(1 - smoothing).add(logs.mean(1), -smoothing);
  }

  /**
   * Focal loss of a softmax: {@code (1 - p)^gamma * -log p} of the true class (arXiv 1708.02002).
   *
   * @param asPublished whether {@code log(p + epsilon of the number format)} stands for the
   *     logarithm
   * @return (rows)
   */
  public static Tensor focal(Tensor scores, Tensor classes, double gamma, boolean asPublished) {
    Tensor logs = of(scores.logSoftmax(1), classes);
    return focal(logs, gamma, epsilon(scores, asPublished));
  }

  /** Focal loss of a sigmoid, given logits and truths that are 0 or 1. */
  public static Tensor binaryFocal(
      Tensor logits, Tensor truths, double gamma, boolean asPublished) {
    Tensor sign = truths.multiply(2.0).add(-1.0);
    return focal(Functions.logSigmoid(logits.multiply(sign)), gamma, epsilon(logits, asPublished));
  }

  private static Tensor focal(Tensor logs, double gamma, OptionalDouble epsilon) {
    Tensor probabilities = logs.exp();
    Tensor surprise = epsilon.isPresent() ? probabilities.add(epsilon.getAsDouble()).log() : logs;
    Tensor missing = probabilities.negate().add(1.0);
    return gamma == 0 ? surprise.negate() : missing.power(gamma).multiply(surprise).negate();
  }

  private static OptionalDouble epsilon(Tensor scores, boolean asPublished) {
    double epsilon = scores.type() == ElementType.FLOAT64 ? DOUBLE_EPSILON : FLOAT_EPSILON;
    return asPublished ? OptionalDouble.of(epsilon) : OptionalDouble.empty();
  }

  /**
   * How little of a softmax falls on the allowed classes.
   *
   * @param allowed 1 for each of them, at least one in a row (rows, classes)
   * @return (rows)
   */
  public static Tensor hierarchical(Tensor scores, Tensor allowed) {
    Tensor among = scores.maskedFill(allowed.equalTo(0), Double.NEGATIVE_INFINITY);
    return scores.logSumExp(1).subtract(among.logSumExp(1));
  }

  /**
   * Minus the logarithm of a Bernoulli probability that is kept away from 0 and 1 by the epsilon of
   * its number format, as torch's distribution does.
   *
   * @param probabilities of one
   * @param truths 0 or 1
   */
  public static Tensor bernoulli(Tensor probabilities, Tensor truths) {
    double epsilon = probabilities.type() == ElementType.FLOAT64 ? DOUBLE_EPSILON : FLOAT_EPSILON;
    Tensor kept = probabilities.clamp(epsilon, 1 - epsilon);
    Tensor logit = kept.log().subtract(kept.negate().log1p());
    return Functions.binaryCrossEntropy(logit, truths);
  }

  private static Tensor of(Tensor rows, Tensor classes) {
    return rows.gather(1, classes.unsqueeze(1)).squeeze(1);
  }
}

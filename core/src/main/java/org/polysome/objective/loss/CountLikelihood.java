package org.polysome.objective.loss;

import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Logarithms of the probabilities of counts, element by element; shapes broadcast. They keep the
 * element type, so that they can be computed in double.
 *
 * <p>The negative binomial of mean m and inverse dispersion t, whose variance is m + m^2 / t, is
 * written so that the large parts of its three logarithms of gamma functions cancel by algebra and
 * not by subtraction: it keeps its precision for counts and inverse dispersions of any size.
 */
public final class CountLikelihood {

  private static final double SMALL = 0.5;
  private static final double CONSTANT = 1 - 0.5 * Math.log(2 * Math.PI);

  private CountLikelihood() {}

  /**
   * Negative binomial.
   *
   * @param counts whole numbers from 0 up
   * @param mean of the counts, positive
   * @param inverseDispersion positive
   */
  public static Tensor negativeBinomial(Tensor counts, Tensor mean, Tensor inverseDispersion) {
    return negativeBinomial(counts, mean, inverseDispersion, 0);
  }

  /**
   * Negative binomial, with a number added inside the logarithms of the mean, of the inverse
   * dispersion and of their sum, as scvi-tools does (there 1e-8).
   */
  public static Tensor negativeBinomial(
      Tensor counts, Tensor mean, Tensor inverseDispersion, double epsilon) {
    Tensor total = counts.add(inverseDispersion);
    Tensor sum = mean.add(inverseDispersion).add(epsilon);
    Tensor raised = mean.add(epsilon);
    Tensor next = counts.add(1.0);
    // theta * log(total * (theta + eps) / (theta * sum)), as one plus a difference
    Tensor ofSize =
        counts.subtract(mean).add(counts.divide(inverseDispersion), epsilon).divide(sum);
    Tensor sizeRatio =
        total.divide(sum).multiply(inverseDispersion.add(epsilon).divide(inverseDispersion));
    // x * log(total * raised / ((x + 1) * sum)), as one plus a difference; nothing where x is 0
    Tensor seen = counts.greaterThan(0);
    Tensor ofCount =
        inverseDispersion
            .multiply(raised.subtract(next))
            .subtract(raised)
            .divide(next.multiply(sum));
    Tensor one = Tensors.full(1, mean.type(), mean.device());
    Tensor countRatio = Tensors.where(seen, total.divide(next).multiply(raised.divide(sum)), one);
    return inverseDispersion
        .multiply(log(ofSize, sizeRatio))
        .add(counts.multiply(log(ofCount, countRatio)))
        .add(counts.divide(inverseDispersion).log1p(), -0.5)
        .add(next.log(), -0.5)
        .add(LogGamma.correction(total))
        .subtract(LogGamma.correction(inverseDispersion))
        .subtract(LogGamma.correction(next))
        .add(CONSTANT);
  }

  /**
   * Negative binomial with more zeros: with the probability sigmoid(logits) the count is zero
   * whatever its mean.
   *
   * @param logits of a zero from elsewhere
   */
  public static Tensor zeroInflated(Tensor counts, Tensor negativeBinomial, Tensor logits) {
    Tensor notInflated = Functions.logSigmoid(logits.negate());
    Tensor zero =
        Functions.logSigmoid(logits)
            .subtract(Functions.logSigmoid(logits.subtract(negativeBinomial)));
    return Tensors.where(counts.greaterThan(0), negativeBinomial.add(notInflated), zero);
  }

  /** Poisson of a positive rate. */
  public static Tensor poisson(Tensor counts, Tensor rate) {
    return counts.multiply(rate.log()).subtract(rate).subtract(Functions.logGamma(counts.add(1.0)));
  }

  /** The logarithm of a ratio: by way of its difference from one where it is close to one. */
  private static Tensor log(Tensor difference, Tensor ratio) {
    Tensor close = difference.abs().lessThan(SMALL);
    Tensor zero = Tensors.full(0, difference.type(), difference.device());
    Tensor one = Tensors.full(1, difference.type(), difference.device());
    return Tensors.where(
        close,
        Tensors.where(close, difference, zero).log1p(),
        Tensors.where(close, one, ratio).log());
  }

  /** The same numbers in at least single precision. */
  public static Tensor precise(Tensor numbers) {
    return numbers.type() == ElementType.FLOAT64 ? numbers : numbers.to(ElementType.FLOAT32);
  }
}

package org.polysome.metric.agreement;

import java.util.function.DoubleBinaryOperator;

/** What mutual information is divided by: an average of the entropies of the two partitions. */
public enum Average {
  /** Half the sum; the normalised mutual information is then the V-measure. */
  ARITHMETIC((a, b) -> (a + b) / 2),
  /** The square root of the product. */
  GEOMETRIC((a, b) -> Math.sqrt(a * b)),
  /** The smaller one. */
  MIN(Math::min),
  /** The larger one. */
  MAX(Math::max);

  private final DoubleBinaryOperator formula;

  Average(DoubleBinaryOperator formula) {
    this.formula = formula;
  }

  double of(double first, double second) {
    return formula.applyAsDouble(first, second);
  }
}

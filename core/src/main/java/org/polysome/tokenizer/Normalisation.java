package org.polysome.tokenizer;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;
import org.polysome.random.Elementary;

/** From raw counts to the values that a model reads. Zero stays zero. */
public sealed interface Normalisation {

  /**
   * What a count is multiplied with, given the sum of the cell's counts over the vocabulary; 1 for
   * a cell without counts.
   */
  double scale(double total);

  /** Whether log(1 + x) is taken after scaling. */
  boolean log1p();

  /** The value of a count under a cell's {@link #scale}. */
  default float value(float count, double scale) {
    double scaled = scale * count;
    return (float) (log1p() ? logOfOneAnd(scaled) : scaled);
  }

  private static double logOfOneAnd(double x) {
    // Above a thousandth nothing that a float could show is lost by adding one first.
    return x < 1e-3 ? StrictMath.log1p(x) : Elementary.log(1 + x);
  }

  /**
   * Every cell is scaled to the same sum: {@code log1p(target * count / total)}, or without the
   * logarithm.
   *
   * @param targetSum sum of the scaled counts
   * @param log1p whether log(1 + x) is taken after scaling
   */
  record LibrarySize(@Default("10000") double targetSum, @Default("true") boolean log1p)
      implements Normalisation {
    /** Checks the target. */
    public LibrarySize {
      if (!(targetSum > 0) || Double.isInfinite(targetSum)) {
        throw new UsageException("target-sum: " + targetSum + " is not a positive number");
      }
    }

    @Override
    public double scale(double total) {
      return total > 0 ? targetSum / total : 1;
    }
  }

  /** {@code log1p(count)}, without a library-size step. */
  record Log() implements Normalisation {
    @Override
    public double scale(double total) {
      return 1;
    }

    @Override
    public boolean log1p() {
      return true;
    }
  }

  /** The counts themselves. */
  record None() implements Normalisation {
    @Override
    public double scale(double total) {
      return 1;
    }

    @Override
    public boolean log1p() {
      return false;
    }
  }
}

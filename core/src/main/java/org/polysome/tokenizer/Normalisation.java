package org.polysome.tokenizer;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;
import org.polysome.random.Elementary;

/** From raw counts to the values that a model reads. Zero stays zero. */
public sealed interface Normalisation {

  /**
   * What a count is multiplied with, given the sum of the cell's counts ({@link
   * TokenizerSpec#totals}); 1 for a cell without counts, and where there is no library-size step.
   */
  default double scale(double total) {
    return 1;
  }

  /**
   * The value of a count under a cell's {@link #scale}, in double precision; the count itself,
   * unless said otherwise.
   */
  default double exact(double count, double scale) {
    return count;
  }

  /** The value of a count under a cell's {@link #scale}. */
  default float value(float count, double scale) {
    return (float) exact(count, scale);
  }

  private static double logOfOneAnd(double x) {
    // Above a thousandth nothing that a float could show is lost by adding one first.
    return x < 1e-3 ? StrictMath.log1p(x) : Elementary.log(1 + x);
  }

  private static double scale(double target, double total) {
    return total > 0 ? target / total : 1;
  }

  private static void checkTarget(double targetSum) {
    if (!(targetSum > 0) || Double.isInfinite(targetSum)) {
      throw new UsageException("target-sum: " + targetSum + " is not a positive number");
    }
  }

  /**
   * Every cell is scaled to the same sum: {@code log1p(target * count / total)}, or without the
   * logarithm.
   *
   * @param targetSum sum of the scaled counts
   * @param log1p whether log(1 + x) is taken after scaling
   * @param plusOne whether one is added to the total (BMFM-RNA's code)
   */
  record LibrarySize(
      @Default("10000") double targetSum,
      @Default("true") boolean log1p,
      @Default("false") boolean plusOne)
      implements Normalisation {
    /** Checks the target. */
    public LibrarySize {
      checkTarget(targetSum);
    }

    /** Nothing added to the total. */
    public LibrarySize(double targetSum, boolean log1p) {
      this(targetSum, log1p, false);
    }

    @Override
    public double scale(double total) {
      return Normalisation.scale(targetSum, plusOne ? total + 1 : total);
    }

    @Override
    public double exact(double count, double scale) {
      return log1p ? logOfOneAnd(scale * count) : scale * count;
    }
  }

  /** {@code log1p(count)}, without a library-size step. */
  record Log() implements Normalisation {
    @Override
    public double exact(double count, double scale) {
      return logOfOneAnd(count);
    }
  }

  /**
   * {@code log2(1 + target * count / total)}, where larger values are cut down to a cap (scBERT).
   *
   * @param targetSum sum of the scaled counts
   * @param cap the largest value; absent for no cap
   */
  record Log2(@Default("10000") double targetSum, Optional<Double> cap) implements Normalisation {

    private static final double LN2 = 0.6931471805599453;

    /** Checks the target and the cap. */
    public Log2 {
      checkTarget(targetSum);
      if (cap.isPresent() && !(cap.get() > 0)) {
        throw new UsageException("cap: " + cap.get() + " is not a positive number");
      }
    }

    @Override
    public double scale(double total) {
      return Normalisation.scale(targetSum, total);
    }

    @Override
    public double exact(double count, double scale) {
      double value = logOfOneAnd(scale * count) / LN2;
      return cap.isPresent() ? Math.min(value, cap.get()) : value;
    }
  }

  /**
   * Every cell is scaled to the same sum, and each gene divided by its median among the training
   * cells that show it (Geneformer, BMFM-RNA): {@code target * count / total / median}. Genes
   * without a median are no tokens.
   *
   * @param targetSum sum of the scaled counts
   * @param log1p whether log(1 + x) is taken at the end
   * @param medians a file of lines {@code gene, tab, median}; absent to fit them on the training
   *     cells
   */
  record Median(
      @Default("10000") double targetSum, @Default("false") boolean log1p, Optional<Path> medians)
      implements Normalisation {
    /** Checks the target. */
    public Median {
      checkTarget(targetSum);
    }

    @Override
    public double scale(double total) {
      return Normalisation.scale(targetSum, total);
    }

    /** Of a count that was divided by the median of its gene. */
    @Override
    public double exact(double count, double scale) {
      return log1p ? logOfOneAnd(scale * count) : scale * count;
    }
  }

  /**
   * The rank of a count among the seen genes of the cell, as a share in (0, 1]: the mean rank of
   * equal counts, divided by the number of seen genes.
   */
  record Rank() implements Normalisation {}

  /**
   * The bin of a count among those of its cell: 1 to {@code bins} by quantiles of the seen counts,
   * with {@code bins} edges at evenly spaced levels (scGPT, whose bins number one more, with that
   * of zero). Where several edges fall on a count, it goes to the middle one of their bins, so that
   * equal counts are in one bin; the published code draws one of them for each gene.
   *
   * @param bins of counts above zero, at least 2
   */
  record CellQuantiles(@Default("50") int bins) implements Normalisation {
    /** Checks the number of bins. */
    public CellQuantiles {
      if (bins < 2) {
        throw new UsageException("bins: " + bins + " are too few, use at least 2");
      }
    }
  }

  /** The counts themselves. */
  record None() implements Normalisation {}
}

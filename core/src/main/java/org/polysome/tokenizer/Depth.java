package org.polysome.tokenizer;

import org.polysome.config.Bare;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * Whether cells are thinned in training and told how deep they are. Where they are, two tokens
 * follow the cls token: {@link TokenKind#DEPTH_SOURCE}, the total S of what is shown, and {@link
 * TokenKind#DEPTH_TARGET}, the total T of what is asked for. Their values are logarithms of the
 * totals, their counts the totals. What is asked of the model ({@link TokenBatch#masked()}, {@link
 * TokenBatch#whole()}) keeps its full depth. The totals are those of {@link TokenizerSpec#totals}.
 */
public sealed interface Depth {

  /** No thinning, no depth tokens. */
  Depth NONE = new None();

  /** Number of tokens it adds. */
  default int tokens() {
    return 2;
  }

  /** The logarithm of the depth tokens. */
  default Scale scale() {
    return Scale.LOG1P;
  }

  /** Cells as they are, without depth tokens. */
  record None() implements Depth {
    @Override
    public int tokens() {
      return 0;
    }
  }

  /**
   * Read-depth-aware training (scFoundation; BMFM-RNA): with a probability, a cell with enough
   * counts is thinned, x' ~ Binomial(x, b) with one b ~ Beta(2, 2) for the cell; a cell of which
   * nothing would be left stays as it is. Counts must be whole.
   *
   * @param threshold the total from which on cells are thinned; {@code never} thins none, so that S
   *     equals T (BMFM-RNA's mode {@code equal})
   * @param probability that such a cell is thinned
   * @param align what T is in embedding, where nothing is thinned
   * @param scale logarithm of S and T
   */
  record ReadDepthAware(
      @Default("1000") Threshold threshold,
      @Default("0.5") double probability,
      @Default("corpus") Aim align,
      @Default("log1p") Scale scale)
      implements Depth {
    /** Checks the probability. */
    public ReadDepthAware {
      if (!(probability >= 0 && probability <= 1)) {
        throw new UsageException("probability: " + probability + " is not between 0 and 1");
      }
    }
  }

  /**
   * Poisson renoising (BMFM-RNA): with r = 0.55 renoise, every count becomes {@code max(0, x -
   * Poisson(r x))}, and zero with probability r. Counts must be whole.
   *
   * @param renoise strength, in (0, 1]
   * @param align what T is in embedding, where nothing is thinned
   * @param scale logarithm of S and T
   */
  record PoissonRenoise(
      @Default("0.6") double renoise, @Default("corpus") Aim align, @Default("log1p") Scale scale)
      implements Depth {

    private static final double RATE = 0.55;

    /** Checks the strength. */
    public PoissonRenoise {
      if (!(renoise > 0 && renoise <= 1)) {
        throw new UsageException("renoise: " + renoise + " is not above 0 and at most 1");
      }
    }

    /** The rate r. */
    public double rate() {
      return RATE * renoise;
    }
  }

  /** From which total on cells are thinned. */
  sealed interface Threshold {
    /** No cell is thinned. */
    record Never() implements Threshold {}

    /**
     * Cells from a total on.
     *
     * @param counts the total
     */
    record From(@Bare double counts) implements Threshold {
      /** Checks the total. */
      public From {
        if (!(counts >= 0)) {
          throw new UsageException("counts: " + counts + " is below 0");
        }
      }
    }

    /** Whether a cell of a total is thinned. */
    default boolean reached(double total) {
      return this instanceof From(double counts) && total >= counts;
    }
  }

  /** The depth T that is asked for in embedding. */
  sealed interface Aim {
    /** The largest total of the training cells, stored in the run. */
    record Corpus() implements Aim {}

    /**
     * A multiple of the cell's own total (scFoundation's {@code f}; its {@code a} adds log10 of the
     * factor).
     *
     * @param factor 1 for the cell's own
     */
    record Fold(@Default("1") double factor) implements Aim {
      /** Checks the factor. */
      public Fold {
        checkPositive("factor", factor);
      }
    }

    /**
     * The same total for all cells (scFoundation's {@code t}, whose number is log10 of it).
     *
     * @param counts the total
     */
    record Fixed(@Bare double counts) implements Aim {
      /** Checks the total. */
      public Fixed {
        checkPositive("counts", counts);
      }
    }
  }

  /** The logarithm in which depths are given to the model. */
  enum Scale {
    /** Natural logarithm of 1 + total (BMFM-RNA). */
    LOG1P,
    /** Decimal logarithm of the total (scFoundation); 0 for a cell without counts. */
    LOG10;

    /** The value of a total. */
    public double of(double total) {
      return this == LOG1P ? StrictMath.log1p(total) : StrictMath.log10(Math.max(1, total));
    }
  }

  private static void checkPositive(String name, double number) {
    if (!(number > 0) || Double.isInfinite(number)) {
      throw new UsageException(name + ": " + number + " is not a positive number");
    }
  }
}

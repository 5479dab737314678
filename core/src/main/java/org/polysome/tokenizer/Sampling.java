package org.polysome.tokenizer;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/** How the genes of a cell are chosen when there are more than fit. */
public sealed interface Sampling {

  /** Each gene that may be a token with the same probability. */
  Sampling UNIFORM = new Uniform();

  /** Seen genes first, then others. */
  Sampling NON_ZERO_FIRST = new NonZeroFirst();

  /** Whether a cell's tokens are a function of the cell, whatever else is in its batch. */
  default boolean batchIndependent() {
    return true;
  }

  /** Whether they are outside training, which only {@code as-published} may break. */
  default boolean embedsAlone() {
    return true;
  }

  /** Each gene that may be a token with the same probability, without replacement. */
  record Uniform() implements Sampling {}

  /**
   * Seen genes first, uniformly if they alone are too many; what room is left goes to genes not
   * seen, uniformly (the zero padding {@code random} of BMFM-RNA).
   */
  record NonZeroFirst() implements Sampling {}

  /**
   * Seen genes and genes not seen in turn, both in random order, until there is no more room
   * (BMFM-RNA's {@code interleave_zero_ratio}): blocks of {@code max(1, floor(10 share))} seen
   * genes alternate with blocks of {@code max(1, floor(10 (1 - share)))} others; at a share of 1
   * all seen genes come first, at 0 all others.
   *
   * @param seenShare share of seen genes in the blocks
   * @param onlySeen probability that a cell is read by its seen genes alone (BMFM-RNA's {@code
   *     expressed_sample_ratio}); in embedding no cell is, unless it is 1
   */
  record Interleaved(@Default("0.2") double seenShare, @Default("0") double onlySeen)
      implements Sampling {
    /** Checks the shares. */
    public Interleaved {
      checkShare("seen-share", seenShare);
      checkShare("only-seen", onlySeen);
    }
  }

  /**
   * Seen genes first, then genes that another cell of the batch shows, then the rest (BMFM-RNA,
   * section 2.3.1; {@code batch_wise} of its code). It sees batch mates in training only; elsewhere
   * each cell is taken for a batch of its own, so that losses and vectors are those of the cell
   * alone.
   *
   * @param asPublished whether validation and embedding see batch mates too, so that losses and
   *     vectors depend on the batch
   */
  record BatchWise(@Default("false") boolean asPublished) implements Sampling {
    @Override
    public boolean batchIndependent() {
      return false;
    }

    @Override
    public boolean embedsAlone() {
      return !asPublished;
    }
  }

  /**
   * Seen genes with a weight that rises with their value x = log(1 + count), one after the other
   * without replacement (long-tail sampling, eq. 4 of the long-tail benchmark).
   *
   * @param weight how the weight follows from the value
   * @param probability that a cell is sampled so in training, else uniformly (LT-train 0.5)
   * @param when {@code train}: in embedding uniformly; {@code always}: in embedding every cell is
   *     sampled so (LT-test)
   * @param minimumGenes cells with fewer seen genes are sampled uniformly
   */
  record LongTail(
      @Default("value-minus-min") Weight weight,
      @Default("0.5") double probability,
      @Default("train") When when,
      @Default("0") int minimumGenes)
      implements Sampling {
    /** Checks the ranges. */
    public LongTail {
      checkShare("probability", probability);
      if (minimumGenes < 0) {
        throw new UsageException("minimum-genes: " + minimumGenes + " is below 0");
      }
    }
  }

  /** The weight of a gene in long-tail sampling. */
  enum Weight {
    /** x. */
    VALUE,
    /** x less the smallest x of the cell, and 1e-5 more (what the published code does). */
    VALUE_MINUS_MIN
  }

  /**
   * Genes with the weight {@code f^temperature}, one after the other without replacement, where f
   * is the number of training cells that show the gene, at least 1 (TxFM, section 4.3). 0 is
   * uniform, above it frequent genes are preferred, below it rare ones.
   *
   * @param temperature the exponent
   */
  record Frequency(@Default("0") double temperature) implements Sampling {
    /** Checks that the temperature is a number. */
    public Frequency {
      if (!Double.isFinite(temperature)) {
        throw new UsageException("temperature: " + temperature + " is not a finite number");
      }
    }
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new UsageException(name + ": " + share + " is not between 0 and 1");
    }
  }
}

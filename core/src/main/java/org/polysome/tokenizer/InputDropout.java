package org.polysome.tokenizer;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * Gene tokens that are left out after the genes were chosen, as if they had not been measured
 * (BMFM-RNA, section 2.2.3). What is asked of the whole cell still knows them. One token at least
 * is left.
 */
public sealed interface InputDropout {

  /** Nothing is left out. */
  InputDropout NONE = new None();

  /** Nothing is left out. */
  record None() implements InputDropout {}

  /**
   * Each token is left out by itself, as capture loses genes.
   *
   * @param ratio the probability
   * @param when in training only, or always
   */
  record Random(@Default("0.1") double ratio, @Default("train") When when) implements InputDropout {
    /** Checks the ratio. */
    public Random {
      checkRatio(ratio);
    }
  }

  /**
   * The most expressed tokens are left out, or all others are. Equal counts go by vocabulary id.
   *
   * @param ratio share of the gene tokens, rounded
   * @param keep whether the most expressed are what is kept
   * @param when in training only, or always
   */
  record Ordered(
      @Default("0.1") double ratio, @Default("false") boolean keep, @Default("train") When when)
      implements InputDropout {
    /** Checks the ratio. */
    public Ordered {
      checkRatio(ratio);
    }
  }

  /**
   * Tokens that follow each other are left out, from a place drawn for each cell. A cell that has
   * no more tokens than that is left as it is (after BMFM-RNA's code).
   *
   * @param count how many tokens
   * @param when in training only, or always
   */
  record Chunk(int count, @Default("train") When when) implements InputDropout {
    /** Checks the number. */
    public Chunk {
      if (count < 1) {
        throw new UsageException("count: " + count + " is below 1");
      }
    }
  }

  private static void checkRatio(double ratio) {
    if (!(ratio > 0 && ratio < 1)) {
      throw new UsageException("ratio: " + ratio + " is not between 0 and 1");
    }
  }
}

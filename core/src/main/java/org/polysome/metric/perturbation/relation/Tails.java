package org.polysome.metric.perturbation.relation;

/** Which cosines, by their rank among all pairs of a map, count as a relationship found. */
@FunctionalInterface
public interface Tails {

  /** The lowest and the highest 5 %, as EFAAR has it: a random map finds 0.10. */
  Tails BOTH = new Both(0.05, 0.95);

  /** The highest 5 %, as table 4 of TxFM has it: a random map finds 0.05. */
  Tails UPPER = new Upper(0.95);

  /**
   * Whether a cosine counts.
   *
   * @param below the share of all pairs that have a smaller cosine
   * @param atMost the share of all pairs that have no larger one
   */
  boolean count(double below, double atMost);

  /**
   * Both tails.
   *
   * @param low up to which share of cosines the lower one reaches
   * @param high from which share on the upper one starts
   */
  record Both(double low, double high) implements Tails {

    /** Checks the shares. */
    public Both {
      if (!(low >= 0 && low <= high && high <= 1)) {
        throw new IllegalArgumentException("tails up to " + low + " and from " + high);
      }
    }

    @Override
    public boolean count(double below, double atMost) {
      return atMost <= low || below >= high;
    }
  }

  /**
   * The upper tail alone.
   *
   * @param high from which share of cosines on it starts
   */
  record Upper(double high) implements Tails {

    /** Checks the share. */
    public Upper {
      if (!(high >= 0 && high <= 1)) {
        throw new IllegalArgumentException("a tail from " + high);
      }
    }

    @Override
    public boolean count(double below, double atMost) {
      return below >= high;
    }
  }
}

package org.polysome.tokenizer;

import org.polysome.fault.DataException;
import org.polysome.random.Seeds;
import org.polysome.random.Variates;

/** Thins the counts of a cell and works out its depths ({@link Depth}). Not thread-safe. */
final class DepthStep {

  private static final long PURPOSE = Seeds.of("read depth");

  private final Depth spec;
  private final Totals totals;
  private final Fitted fitted;
  private final Variates variates = new Variates(0);
  private double source;
  private double target;

  DepthStep(TokenizerSpec spec, Fitted fitted) {
    this.spec = spec.depth();
    this.totals = spec.totals();
    this.fitted = fitted;
  }

  /**
   * Turns to a cell: changes what its sequence shows.
   *
   * @param cellTotal sum of all counts of the cell
   */
  void apply(Sequence sequence, CellBuffer cell, Draw draw, double cellTotal) {
    double total = totals == Totals.CELL ? cellTotal : sequence.total();
    variates.restart(draw.seed(cell.contentHash(), PURPOSE));
    source = total;
    target = total;
    switch (spec) {
      case Depth.None none -> {}
      case Depth.ReadDepthAware aware -> {
        if (!draw.hides()) {
          target = aim(aware.align(), total);
        } else if (aware.threshold().reached(total) && variates.uniform() < aware.probability()) {
          thinned(sequence, thin(sequence, total));
        }
      }
      case Depth.PoissonRenoise noise -> {
        if (draw.hides()) {
          thinned(sequence, renoise(sequence, noise.rate()));
        } else {
          target = aim(noise.align(), total);
        }
      }
    }
    if (draw.hides() && total == 0) {
      // The published code divides by one where there is nothing, and takes its depth for one.
      source = 1;
      target = 1;
    }
  }

  /** The total of what is shown, S. */
  double source() {
    return source;
  }

  /** The total of what is asked for, T. */
  double target() {
    return target;
  }

  /** Takes note of the total that is left, or undoes the thinning if nothing is. */
  void thinned(Sequence sequence, double left) {
    if (left > 0) {
      source = left;
      return;
    }
    for (int i = 0; i < sequence.size(); i++) {
      sequence.show(i, sequence.count(i));
    }
  }

  private double thin(Sequence sequence, double total) {
    double first = variates.gamma(2);
    double share = first / (first + variates.gamma(2));
    double left = 0;
    for (int i = 0; i < sequence.size(); i++) {
      long kept = variates.binomial(whole(sequence.count(i)), share);
      sequence.show(i, kept);
      left += kept;
    }
    // The counts that are no tokens are thinned by the same share: their sum is binomial too.
    return left + variates.binomial(whole(total - sequence.total()), share);
  }

  private double renoise(Sequence sequence, double rate) {
    double left = 0;
    for (int i = 0; i < sequence.size(); i++) {
      long kept = renoised(whole(sequence.count(i)), rate);
      sequence.show(i, kept);
      left += kept;
    }
    return left;
  }

  private long renoised(long count, double rate) {
    if (count == 0) {
      return 0;
    }
    long left = Math.max(0, count - variates.poisson(rate * count));
    return variates.uniform() >= rate ? left : 0;
  }

  private double aim(Depth.Aim aim, double total) {
    return switch (aim) {
      case Depth.Aim.Corpus corpus -> fitted.targetDepth().orElseThrow();
      case Depth.Aim.Fold(double factor) -> factor * total;
      case Depth.Aim.Fixed(double counts) -> counts;
    };
  }

  private static long whole(double count) {
    if (count != Math.rint(count)) {
      throw new DataException(
          "tokenizer.depth thins whole counts only, and a cell has "
              + count
              + "; use depth: none, or counts that are whole");
    }
    return (long) count;
  }
}

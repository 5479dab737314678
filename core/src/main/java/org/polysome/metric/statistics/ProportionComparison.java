package org.polysome.metric.statistics;

import java.util.Optional;

/** The two-tailed z test of whether two shares are the same, with their pooled variance. */
public final class ProportionComparison {

  private ProportionComparison() {}

  /**
   * A share.
   *
   * @param successes how many trials went well
   * @param trials how many there were
   */
  public record Share(long successes, long trials) {

    /** Checks that it is a share. */
    public Share {
      if (successes < 0 || successes > trials) {
        throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
      }
    }

    double value() {
      return (double) successes / trials;
    }
  }

  /**
   * Tests two shares of independent trials.
   *
   * @return empty where one has no trials, or all trials went the same way
   */
  public static Optional<Significance> of(Share first, Share second) {
    long successes = first.successes + second.successes;
    long trials = first.trials + second.trials;
    boolean same = successes == 0 || successes == trials;
    if (first.trials == 0 || second.trials == 0 || same) {
      return Optional.empty();
    }
    double pooled = (double) successes / trials;
    double variance = pooled * (1 - pooled) * (1.0 / first.trials + 1.0 / second.trials);
    double z = (first.value() - second.value()) / Math.sqrt(variance);
    return Optional.of(new Significance(z, Tails.normal(z)));
  }
}

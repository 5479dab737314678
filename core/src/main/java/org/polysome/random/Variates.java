package org.polysome.random;

/**
 * Random numbers of the distributions that count data needs, from one seed. Every number is a
 * function of the seed and of the draws before it, to the last bit on every machine: only IEEE
 * arithmetic, {@link Elementary} and {@link StrictMath} are used. Not thread-safe: one per cell.
 */
public final class Variates {

  private static final long FEW_TRIALS = 32;

  private long seed;
  private long drawn;

  /** The stream of a seed. */
  public Variates(long seed) {
    this.seed = seed;
  }

  /** Goes over to the beginning of another stream. */
  public void restart(long newSeed) {
    seed = newSeed;
    drawn = 0;
  }

  /** Uniform in [0, 1). */
  public double uniform() {
    return Seeds.uniform(seed, drawn++);
  }

  /** Uniform in (0, 1]. */
  public double positiveUniform() {
    return 1 - uniform();
  }

  /** Uniform among the integers from 0 to {@code bound - 1}. */
  public int index(int bound) {
    return (int) (uniform() * bound);
  }

  /** Exponential with mean 1. */
  public double exponential() {
    return -Elementary.log(positiveUniform());
  }

  /** Normal with mean 0 and variance 1 (Box and Muller). */
  public double gaussian() {
    double radius = StrictMath.sqrt(2 * exponential());
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Gamma of a positive shape and scale 1 (Marsaglia and Tsang 2000). */
  public double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(positiveUniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v > 0
          && StrictMath.log(positiveUniform()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** Poisson of a mean not below zero. */
  public long poisson(double mean) {
    return mean < 12 ? smallPoisson(mean) : largePoisson(mean);
  }

  /**
   * Binomial: how many of so many trials succeed.
   *
   * @param trials not below zero
   * @param probability of each, in [0, 1]
   */
  public long binomial(long trials, double probability) {
    if (probability > 0.5) {
      return trials - binomial(trials, 1 - probability);
    }
    if (trials <= FEW_TRIALS) {
      long count = 0;
      for (long trial = 0; trial < trials; trial++) {
        count += uniform() < probability ? 1 : 0;
      }
      return count;
    }
    return trials * probability < 10
        ? smallBinomial(trials, probability)
        : largeBinomial(trials, probability);
  }

  /** Inversion by sequential search (Kachitvichyanukul and Schmeiser 1988, algorithm BINV). */
  private long smallBinomial(long trials, double probability) {
    double odds = probability / (1 - probability);
    double first = StrictMath.exp(trials * StrictMath.log1p(-probability));
    while (true) {
      double rest = uniform();
      double mass = first;
      for (long count = 0; count <= trials; count++) {
        if (rest < mass) {
          return count;
        }
        rest -= mass;
        mass *= odds * (trials - count) / (count + 1);
      }
      // Rounding left a sliver of the unit interval to no count; draw again.
    }
  }

  /** Transformed rejection with squeeze (Hoermann 1993, algorithm BTRS). */
  private long largeBinomial(long trials, double probability) {
    double spread = StrictMath.sqrt(trials * probability * (1 - probability));
    double b = 1.15 + 2.53 * spread;
    double a = -0.0873 + 0.0248 * b + 0.01 * probability;
    double centre = trials * probability + 0.5;
    double vr = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * spread;
    double logOdds = StrictMath.log(probability / (1 - probability));
    double mode = StrictMath.floor((trials + 1) * probability);
    double atMode = logFactorial(mode) + logFactorial(trials - mode);
    while (true) {
      double u = uniform() - 0.5;
      double v = positiveUniform();
      double us = 0.5 - StrictMath.abs(u);
      double k = StrictMath.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= vr) {
        return (long) k;
      }
      if (k < 0 || k > trials) {
        continue;
      }
      double left = StrictMath.log(v * alpha / (a / (us * us) + b));
      double ways = atMode - logFactorial(k) - logFactorial(trials - k);
      if (left <= ways + (k - mode) * logOdds) {
        return (long) k;
      }
    }
  }

  private long smallPoisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = positiveUniform();
    long count = 0;
    while (product > limit) {
      product *= positiveUniform();
      count++;
    }
    return count;
  }

  /** Transformed rejection with squeeze (Hoermann 1993, algorithm PTRS). */
  private long largePoisson(double mean) {
    double b = 0.931 + 2.53 * StrictMath.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double vr = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = uniform() - 0.5;
      double v = positiveUniform();
      double us = 0.5 - StrictMath.abs(u);
      double k = StrictMath.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= vr) {
        return (long) k;
      }
      if (k < 0 || us < 0.013 && v > us) {
        continue;
      }
      double left = StrictMath.log(v * inverseAlpha / (a / (us * us) + b));
      if (left <= k * StrictMath.log(mean) - mean - logFactorial(k)) {
        return (long) k;
      }
    }
  }

  /** ln(k!) by Stirling's series, after lifting small arguments. */
  static double logFactorial(double k) {
    double x = k + 1;
    double product = 1;
    while (x < 10) {
      product *= x;
      x++;
    }
    double inverse = 1 / x;
    double square = inverse * inverse;
    double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)));
    double stirling = (x - 0.5) * StrictMath.log(x) - x + 0.91893853320467274178 + series;
    return stirling - StrictMath.log(product);
  }
}

package org.polysome.objective;

import java.util.Arrays;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.QuantileBins;

/** From the values of a cell to classes, 0 to {@link #bins()}; 0 holds zero. */
public sealed interface ValueBins {

  /** How many bins there are for values that are not zero. */
  int bins();

  /** The class of each value of one cell. */
  int[] classes(float[] values);

  /** What each class is worth, from class 0 up. */
  float[] values();

  /** Values below it are of class 0, as zero is; 0 where zero is alone there. */
  default double leastSeen() {
    return 0;
  }

  /** Whether what a class is worth is a value of the cell, and not a number of its own. */
  default boolean ofValues() {
    return true;
  }

  /**
   * Bins of equal width on the normalised values, the last of them open upwards; the same for every
   * cell.
   *
   * @param bins how many
   * @param maximum where the last bin begins to be open, {@code log1p(10000)} by default
   */
  record Even(@Default("50") int bins, @Default("9.210440366976517") double maximum)
      implements ValueBins {
    /** Checks the ranges. */
    public Even {
      checkBins(bins);
      if (!(maximum > 0) || Double.isInfinite(maximum)) {
        throw new UsageException("maximum: " + maximum + " is not a positive number");
      }
    }

    @Override
    public int[] classes(float[] values) {
      int[] classes = new int[values.length];
      for (int i = 0; i < values.length; i++) {
        int bin = (int) Math.min(bins, Math.floor(values[i] / maximum * bins) + 1);
        classes[i] = values[i] == 0 ? 0 : bin;
      }
      return classes;
    }

    @Override
    public float[] values() {
      float[] middles = new float[bins + 1];
      for (int bin = 1; bin <= bins; bin++) {
        middles[bin] = (float) ((bin - 0.5) * maximum / bins);
      }
      return middles;
    }
  }

  /**
   * The whole part of the value's logarithm, as scBERT's classes: {@code floor(v / ln base)}, at
   * most {@code cap}, where the tokenizer gives the natural logarithm {@code v}. Class 0 also holds
   * values below one.
   *
   * @param cap the last class, open upwards
   * @param base of the logarithm
   */
  record WholeParts(@Default("5") int cap, @Default("2") double base) implements ValueBins {
    /** Checks the ranges. */
    public WholeParts {
      checkBins(cap);
      if (!(base > 1) || Double.isInfinite(base)) {
        throw new UsageException("base: " + base + " is not above 1");
      }
    }

    @Override
    public double leastSeen() {
      return Math.log(base);
    }

    @Override
    public int bins() {
      return cap;
    }

    @Override
    public int[] classes(float[] values) {
      double unit = Math.log(base);
      int[] classes = new int[values.length];
      for (int i = 0; i < values.length; i++) {
        classes[i] = (int) Math.min(cap, Math.floor(values[i] / unit));
      }
      return classes;
    }

    @Override
    public float[] values() {
      float[] middles = new float[cap + 1];
      for (int bin = 0; bin <= cap; bin++) {
        middles[bin] = (float) ((bin + 0.5) * Math.log(base));
      }
      return middles;
    }
  }

  /**
   * Bins by the quantiles of the cell's own non-zero values ({@link QuantileBins}).
   *
   * @param bins how many, for values above zero
   */
  record CellQuantiles(@Default("50") int bins) implements ValueBins {
    /** Checks the count. */
    public CellQuantiles {
      checkBins(bins);
    }

    @Override
    public int[] classes(float[] values) {
      return values.length == 0
          ? new int[0]
          : QuantileBins.bins(Arrays.copyOf(values, values.length), bins);
    }

    @Override
    public float[] values() {
      float[] numbers = new float[bins + 1];
      for (int bin = 1; bin <= bins; bin++) {
        numbers[bin] = bin;
      }
      return numbers;
    }

    @Override
    public boolean ofValues() {
      return false;
    }
  }

  private static void checkBins(int bins) {
    if (bins < 2) {
      throw new UsageException("bins: " + bins + " are too few, use at least 2");
    }
  }
}

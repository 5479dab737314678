package org.polysome.tokenizer;

import java.util.List;
import org.polysome.fault.UsageException;
import org.polysome.random.Seeds;

/**
 * Shares of a cell's tokens that are hidden: one, or several of which each cell draws its own, all
 * of them equally likely. (scGPT's pretraining draws 0.25, 0.5 or 0.75 for a whole batch.)
 */
public final class MaskRatios {

  private static final long PURPOSE = Seeds.of("mask ratio");

  private MaskRatios() {}

  /**
   * A copy of the shares.
   *
   * @throws UsageException if there is none, or one is not in (0, 1)
   */
  public static List<Double> checked(List<Double> ratios) {
    if (ratios.isEmpty()) {
      throw new UsageException(
          "ratio: expected a share, or a list of shares of which each cell draws one");
    }
    for (double ratio : ratios) {
      if (!(ratio > 0 && ratio < 1)) {
        throw new UsageException("ratio: " + ratio + " is not between 0 and 1");
      }
    }
    return List.copyOf(ratios);
  }

  /** The share of the cell whose random choices have a seed. */
  static double drawn(List<Double> ratios, long seed) {
    return ratios.size() == 1
        ? ratios.getFirst()
        : ratios.get((int) (Seeds.uniform(Seeds.of(seed, PURPOSE), 0) * ratios.size()));
  }
}

package org.polysome.metric.agreement;

import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * The Rand index less what chance gives (Hubert and Arabie, 1985): of all pairs of cells, how many
 * two partitions both join or both part. 0 on average for random partitions, 1 for equal ones; it
 * can be negative.
 */
public final class AdjustedRand {

  private AdjustedRand() {}

  /**
   * The index in a flavour. {@link Flavor#SKLEARN} and {@link Flavor#SCIB_METRICS} say 1 for equal
   * partitions of whatever kind; {@link Flavor#SCIB} divides zero by zero where both have one part,
   * or only parts of one cell; {@link Flavor#CELL_EVAL} moves the index to (1 + index) / 2.
   *
   * @return {@link Status#CONSTANT} where the flavour has no value
   * @throws IllegalArgumentException for a flavour without a definition
   */
  public static Measurement of(Contingency table, Flavor flavor) {
    return switch (flavor) {
      case SKLEARN, SCIB_METRICS -> Measurement.of(index(table));
      case SCIB ->
          noPairsDiffer(table) ? Measurement.none(Status.CONSTANT) : Measurement.of(index(table));
      case CELL_EVAL -> Measurement.of((index(table) + 1) / 2);
      default -> throw new IllegalArgumentException(flavor.text() + " has no adjusted Rand index");
    };
  }

  private static boolean noPairsDiffer(Contingency table) {
    long cells = table.cells();
    boolean onePart = table.firstParts() <= 1;
    boolean onlySingles = table.firstParts() == cells;
    return table.same() && (onePart || onlySingles);
  }

  private static double index(Contingency table) {
    if (table.same()) {
      return 1;
    }
    // Ordered pairs of different cells, in 64 bits: 46,341 cells overflow 32.
    long inBoth = squares(table.counts());
    long inFirst = squares(table.first());
    long inSecond = squares(table.second());
    long cells = table.cells();
    double joined = inBoth - cells;
    double onlyFirst = inFirst - inBoth;
    double onlySecond = inSecond - inBoth;
    double parted = cells * cells - inFirst - inSecond + inBoth;
    double possible =
        (joined + onlyFirst) * (onlyFirst + parted) + (joined + onlySecond) * (onlySecond + parted);
    return 2 * (joined * parted - onlyFirst * onlySecond) / possible;
  }

  private static long squares(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count * count;
    }
    return sum;
  }
}

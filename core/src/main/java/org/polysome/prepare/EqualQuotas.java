package org.polysome.prepare;

import org.polysome.fault.DataException;

/**
 * How many cells of each group make a selection in which groups are as equal as their sizes allow
 * (BMFM-RNA's equal downsampling, section 2.2.2).
 */
public final class EqualQuotas {

  private EqualQuotas() {}

  /**
   * The quota of each group. Every group gives the same number of cells, or all it has; what is
   * then missing is given in rounds, one cell of each group that has more. The last round is gone
   * through to its end, so that the sum can exceed what was asked by less than the number of
   * groups.
   *
   * @param sizes cells of each group, none empty
   * @param fraction share of all cells that is asked for; {@code floor(cells * fraction)} cells
   * @throws DataException if that is no cell
   */
  public static int[] of(int[] sizes, double fraction) {
    long cells = 0;
    for (int size : sizes) {
      cells += size;
    }
    long wanted = (long) (cells * fraction);
    if (wanted == 0) {
      throw new DataException(
          "a fraction of %s of %d cells is no cell; ask for more".formatted(fraction, cells));
    }
    int[] quotas = new int[sizes.length];
    long missing = wanted;
    for (int group = 0; group < sizes.length; group++) {
      quotas[group] = (int) Math.min(wanted / sizes.length, sizes[group]);
      missing -= quotas[group];
    }
    while (missing > 0) {
      missing -= round(sizes, quotas);
    }
    return quotas;
  }

  private static int round(int[] sizes, int[] quotas) {
    int given = 0;
    for (int group = 0; group < sizes.length; group++) {
      if (quotas[group] < sizes[group]) {
        quotas[group]++;
        given++;
      }
    }
    return given;
  }
}

package org.polysome.metric.silhouette;

/**
 * The sums of the distances from every cell to the cells of every group.
 *
 * @param sizes how many cells each group has; some may have none
 * @param sums (cells, groups); a cell's distance to itself counts as zero, and a sum is NaN where a
 *     distance has no value
 */
public record DistanceSums(int[] sizes, double[] sums) {

  /** Checks that the sums fill their shape. */
  public DistanceSums {
    if (sizes.length == 0 ? sums.length > 0 : sums.length % sizes.length != 0) {
      throw new IllegalArgumentException(sums.length + " sums for " + sizes.length + " groups");
    }
  }

  /** How many groups there may be. */
  public int groups() {
    return sizes.length;
  }

  /** The sum of one cell's distances to a group. */
  public double sum(int cell, int group) {
    return sums[cell * sizes.length + group];
  }
}

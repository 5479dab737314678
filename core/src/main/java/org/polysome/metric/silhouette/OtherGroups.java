package org.polysome.metric.silhouette;

/** What a cell's distance to the other groups is. */
public enum OtherGroups {
  /** The mean distance to the nearest other group (Rousseeuw, 1987). */
  NEAREST {
    @Override
    double distance(DistanceSums sums, int cell, int own) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int group = 0; group < sums.groups(); group++) {
        if (group != own && sums.sizes()[group] > 0) {
          nearest = Math.min(nearest, sums.sum(cell, group) / sums.sizes()[group]);
        }
      }
      return nearest;
    }
  },
  /** The mean distance to all cells of the other groups (BRAS, Rautenstrauch and Ohler, 2025). */
  MEAN {
    @Override
    double distance(DistanceSums sums, int cell, int own) {
      double sum = 0;
      long size = 0;
      for (int group = 0; group < sums.groups(); group++) {
        if (group != own) {
          sum += sums.sum(cell, group);
          size += sums.sizes()[group];
        }
      }
      return sum / size;
    }
  },
  /** The mean distance to the furthest other group (BRAS's alternative). */
  FURTHEST {
    @Override
    double distance(DistanceSums sums, int cell, int own) {
      double furthest = Double.NEGATIVE_INFINITY;
      for (int group = 0; group < sums.groups(); group++) {
        if (group != own && sums.sizes()[group] > 0) {
          furthest = Math.max(furthest, sums.sum(cell, group) / sums.sizes()[group]);
        }
      }
      return furthest;
    }
  };

  /** NaN where a distance has no value. */
  abstract double distance(DistanceSums sums, int cell, int own);
}

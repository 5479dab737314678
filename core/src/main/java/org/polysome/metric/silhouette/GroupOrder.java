package org.polysome.metric.silhouette;

import org.polysome.metric.LabelledPoints;

/**
 * Cells in the order of their groups.
 *
 * @param cells the cell at each place
 * @param groups the group at each place, ascending
 * @param sizes how many cells each group has
 */
record GroupOrder(int[] cells, int[] groups, int[] sizes) {

  /** Within a group the cells keep their order. */
  static GroupOrder of(LabelledPoints cells) {
    int[] labels = cells.labels();
    int[] sizes = ExactDistances.sizes(cells);
    int[] next = new int[sizes.length];
    for (int group = 1; group < sizes.length; group++) {
      next[group] = next[group - 1] + sizes[group - 1];
    }
    int[] order = new int[labels.length];
    int[] groups = new int[labels.length];
    for (int cell = 0; cell < labels.length; cell++) {
      int place = next[labels[cell]]++;
      order[place] = cell;
      groups[place] = labels[cell];
    }
    return new GroupOrder(order, groups, sizes);
  }
}

package org.polysome.metric.silhouette;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;

/**
 * Cells in two kinds of groups, one looked at inside the other.
 *
 * @param points (cells, dimensions)
 * @param outer the group whose cells are looked at alone, from 0
 * @param inner the group whose silhouettes are wanted, from 0
 * @param innerCount how many inner groups there may be
 */
record Grouped(DenseMatrix points, int[] outer, int[] inner, int innerCount) {

  Grouped {
    if (outer.length != points.rows() || inner.length != points.rows()) {
      throw new IllegalArgumentException(
          "%d and %d group names for %d cells"
              .formatted(outer.length, inner.length, points.rows()));
    }
    if (Arrays.stream(outer).anyMatch(group -> group < 0)) {
      throw new IllegalArgumentException("a group below 0");
    }
  }

  int outerCount() {
    return Arrays.stream(outer).max().orElse(-1) + 1;
  }

  /** The places of the cells of an outer group, ascending. */
  int[] members(int group) {
    return IntStream.range(0, outer.length).filter(cell -> outer[cell] == group).toArray();
  }

  /** Some cells with their inner groups. */
  LabelledPoints part(int[] members) {
    int[] groups = Arrays.stream(members).map(cell -> inner[cell]).toArray();
    return new LabelledPoints(points.select(members), groups, innerCount);
  }
}

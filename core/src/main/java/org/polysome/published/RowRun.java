package org.polysome.published;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a table of ours that are rows of a table of theirs, one after the other in both.
 *
 * @param ours the first of ours
 * @param theirs the first of theirs
 * @param count how many
 */
record RowRun(long ours, long theirs, long count) {

  /** One row. */
  static RowRun one(long ours, long theirs) {
    return new RowRun(ours, theirs, 1);
  }

  /** The rows 0, 1, ... of ours, given their places in the table of theirs. */
  static List<RowRun> ofPlaces(long[] theirs) {
    List<RowRun> runs = new ArrayList<>();
    int begin = 0;
    for (int at = 1; at <= theirs.length; at++) {
      if (at == theirs.length || theirs[at] != theirs[at - 1] + 1) {
        runs.add(new RowRun(begin, theirs[begin], at - begin));
        begin = at;
      }
    }
    return runs;
  }
}

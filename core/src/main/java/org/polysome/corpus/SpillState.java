package org.polysome.corpus;

import java.util.List;

/**
 * How far a spill has come, so that a build that was killed goes on from there.
 *
 * @param key what is being built, see {@link Staging#key}
 * @param input the input that is being read
 * @param row the next row of it
 * @param lengths the length of each file of the spill
 * @param totals what is in them
 * @param tallies what became of the cells of each source so far
 */
record SpillState(
    String key,
    int input,
    int row,
    long[] lengths,
    Totals totals,
    List<SourceTally.State> tallies) {

  /**
   * What is in a spill.
   *
   * @param cells number of cells
   * @param entries number of counts
   * @param largest the largest count
   * @param fractional whether a count has a fraction
   */
  record Totals(int cells, long entries, float largest, boolean fractional) {
    /** Of an empty spill. */
    static final Totals NONE = new Totals(0, 0, 0, false);
  }
}

package org.polysome.corpus;

import java.util.List;

/** Notes in the staging folder, every so many rows, how far the intake has come. */
final class SpillNotes implements CellIntake.Notes {

  private static final int ROWS_BETWEEN = 20_000;

  private final Staging staging;
  private final Spill spill;
  private final String key;
  private int lastInput;
  private int lastRow;

  SpillNotes(Staging staging, Spill spill, String key) {
    this.staging = staging;
    this.spill = spill;
    this.key = key;
  }

  @Override
  public void take(int input, int row, List<SourceTally> tallies) {
    if (input != lastInput || row - lastRow >= ROWS_BETWEEN) {
      save(input, row, tallies);
      lastInput = input;
      lastRow = row;
    }
  }

  /** Notes that everything has been read. */
  void finished(int inputs, List<SourceTally> tallies) {
    save(inputs, 0, tallies);
  }

  private void save(int input, int row, List<SourceTally> tallies) {
    long[] lengths = spill.flush();
    List<SourceTally.State> states = tallies.stream().map(SourceTally::state).toList();
    staging.save(new SpillState(key, input, row, lengths, spill.totals(), states));
  }
}

package org.polysome.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.fault.DataException;
import org.polysome.progress.Progress;

/** Finds the raw counts of a file, for everything that needs them. */
public final class Counts {

  /** Cells looked at to tell what a matrix is; every cell is checked when it is read. */
  private static final int SAMPLE = 256;

  private Counts() {}

  /**
   * The matrix of raw counts: the one asked for, or the first of X, raw and the layers that looks
   * like it. What was decided is said aloud.
   *
   * @throws org.polysome.fault.UsageException if the matrix asked for is not there
   * @throws DataException if it, or every matrix, is something else than raw counts; each is named
   *     with what it looks like
   */
  public static CountsMatrix find(AnnDataFile file, Optional<String> layer, Progress progress) {
    List<String> tried = new ArrayList<>();
    for (String name : layer.map(List::of).orElseGet(file::matrices)) {
      DetectedState state = DetectedState.of(MatrixProfile.sample(file.matrix(name), SAMPLE));
      if (isRaw(state.state(), layer.isPresent())) {
        progress.say(file.path() + ": " + name + " holds " + state.words());
        return new CountsMatrix(file, name, file.matrix(name));
      }
      tried.add(name + " is " + state.words());
    }
    throw new DataException(
        file.path()
            + ": raw counts are needed, but "
            + (tried.isEmpty() ? "it holds no matrix" : String.join("; ", tried))
            + (layer.isPresent() ? "; name another matrix with ‹matrix›" : ""));
  }

  /** Bins are whole numbers too, so whoever names the matrix is believed. */
  private static boolean isRaw(ValueState state, boolean asked) {
    return state == ValueState.RAW
        || state == ValueState.EMPTY
        || (asked && state == ValueState.BINNED);
  }
}

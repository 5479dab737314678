package org.polysome.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;

/** Finds the matrix of a file that holds raw counts. */
final class CountsMatrix {

  private static final int SAMPLE = 200;

  private CountsMatrix() {}

  /**
   * The first matrix, of {@code X}, {@code raw} and the layers, whose first cells hold nothing but
   * whole numbers.
   *
   * @param allowFractional whether numbers may have a fraction
   * @throws DataException if there is none, saying what each holds instead
   */
  static String find(AnnDataFile file, boolean allowFractional) {
    List<String> reasons = new ArrayList<>();
    for (String name : file.matrices()) {
      Optional<Float> offending = offending(file.matrix(name), allowFractional);
      if (offending.isEmpty()) {
        return name;
      }
      reasons.add(name + " holds " + offending.get());
    }
    throw new DataException(
        "%s: no matrix holds raw counts (%s); raw counts are whole numbers from 0 up; "
                .formatted(
                    file.path(), reasons.isEmpty() ? "there is none" : String.join(", ", reasons))
            + "name a layer with --layer or pass --allow-fractional for estimated counts");
  }

  private static Optional<Float> offending(RowMatrix matrix, boolean allowFractional) {
    CsrMatrix sample = matrix.rows(0, Math.min(SAMPLE, matrix.rows()));
    for (int i = 0; i < sample.entries(); i++) {
      float value = sample.values()[i];
      boolean whole = value == Math.rint(value);
      if (!(value >= 0) || Float.isInfinite(value) || !(whole || allowFractional)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}

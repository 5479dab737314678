package org.polysome.suite;

import org.polysome.matrix.MatrixProduct;
import org.polysome.progress.Progress;

/**
 * What a suite works with.
 *
 * @param product what multiplies
 * @param progress where it says how far it is
 */
public record SuiteTools(MatrixProduct product, Progress progress) {

  /** Plain Java, silent. */
  public static SuiteTools plain() {
    return new SuiteTools(MatrixProduct.PLAIN, Progress.silent());
  }
}

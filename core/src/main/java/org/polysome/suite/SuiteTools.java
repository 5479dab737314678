package org.polysome.suite;

import java.util.Optional;
import org.polysome.matrix.MatrixProduct;
import org.polysome.progress.Progress;
import org.polysome.suite.baseline.RecipePlans;

/**
 * What a suite works with.
 *
 * @param product what multiplies
 * @param progress where it says how far it is
 * @param recipes by which baselines are trained; absent where none are to be
 */
public record SuiteTools(MatrixProduct product, Progress progress, Optional<RecipePlans> recipes) {

  /** Without recipes. */
  public SuiteTools(MatrixProduct product, Progress progress) {
    this(product, progress, Optional.empty());
  }

  /** Plain Java, silent. */
  public static SuiteTools plain() {
    return new SuiteTools(MatrixProduct.PLAIN, Progress.silent());
  }

  /** The same with recipes. */
  public SuiteTools withRecipes(RecipePlans plans) {
    return new SuiteTools(product, progress, Optional.of(plans));
  }
}

package org.polysome.suite.baseline;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * Principal components of expression, fitted once for each set of cells however many baselines are
 * cut from them.
 */
public final class FittedComponents {

  /** Of the random projection that finds the components. */
  private static final long SEED = 0;

  /** Numbers that are kept at most, half a gigabyte; what is fitted beyond is fitted again. */
  private static final long MOST_NUMBERS = 64_000_000;

  private final CsrMatrix values;
  private final int components;
  private final Map<IntBuffer, Fit> fits = new HashMap<>();
  private long numbers;

  /**
   * Nothing fitted yet.
   *
   * @param values log(1 + x) of library-size normalised counts (cells, genes)
   * @param components how many; fewer come back where the cells have fewer
   */
  public FittedComponents(CsrMatrix values, int components) {
    this.values = values;
    this.components = components;
  }

  /**
   * What some cells gave.
   *
   * @param scores of all cells along the components (cells, components)
   * @param variance along each component, of the cells fitted on
   */
  record Fit(DenseMatrix scores, double[] variance) {

    /** The scores along the first components. */
    DenseMatrix first(int count) {
      return scores.firstColumns(Math.min(count, scores.columns()));
    }
  }

  CsrMatrix values() {
    return values;
  }

  /** The components of some cells, and all cells along them. */
  synchronized Fit on(int[] fitted) {
    IntBuffer key = IntBuffer.wrap(fitted.clone());
    Fit known = fits.get(key);
    if (known != null) {
      return known;
    }
    Pca pca = Pca.fit(RowOperator.of(values, fitted), components, SEED);
    Fit fit = new Fit(pca.project(RowOperator.of(values)), pca.variance());
    numbers += fit.scores.values().length;
    if (numbers <= MOST_NUMBERS) {
      fits.put(key, fit);
    }
    return fit;
  }
}

package org.polysome.metric.perturbation;

import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * Principal components fitted on all controls, along which the cells are then aligned by another
 * rule. TxFM (appendix B.1.1) standardises the components within each batch before it measures
 * perturbation consistency: {@link #TXFM}. Its text does not say that only controls count there, so
 * all cells of a batch do.
 *
 * @param components how many components, at least 1; fewer where the controls have fewer
 * @param then what is done with the components
 */
public record ControlComponents(int components, Alignment then) implements Alignment {

  /** All components, standardised over the cells of each batch. */
  public static final ControlComponents TXFM =
      new ControlComponents(
          Integer.MAX_VALUE, new BatchScaling(BatchScaling.Reference.ALL_CELLS, true));

  /** Checks the number. */
  public ControlComponents {
    if (components < 1) {
      throw new IllegalArgumentException(components + " components");
    }
  }

  @Override
  public DenseMatrix align(PerturbedCells cells) {
    return then.align(cells.at(project(cells.points(), cells.controls())));
  }

  private DenseMatrix project(DenseMatrix points, int[] controls) {
    return onControls(points, controls, components);
  }

  /**
   * All rows along the first components of some of them; components without variance are left out.
   */
  static DenseMatrix onControls(DenseMatrix points, int[] controls, int components) {
    if (controls.length < 2) {
      throw new IllegalArgumentException(controls.length + " controls, at least 2 are needed");
    }
    RowOperator fitted = RowOperator.of(points.select(controls));
    return Pca.exact(fitted, components).project(points);
  }
}

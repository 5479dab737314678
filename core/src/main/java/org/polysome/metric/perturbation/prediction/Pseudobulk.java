package org.polysome.metric.perturbation.prediction;

import java.util.stream.IntStream;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.perturbation.Profiles;

/**
 * The mean expression of the cells of each perturbation, and of the controls.
 *
 * @param perturbed a row of genes for each perturbation
 * @param control one number for each gene
 */
public record Pseudobulk(Profiles perturbed, double[] control) {

  /** Checks the number of genes. */
  public Pseudobulk {
    if (control.length != perturbed.vectors().columns()) {
      throw new IllegalArgumentException(
          control.length + " genes of the control, " + perturbed.vectors().columns());
    }
  }

  /**
   * The means of cells (cells, genes).
   *
   * @throws IllegalArgumentException if there is no control
   */
  public static Pseudobulk of(PerturbedCells cells) {
    int[] controls = cells.controls();
    if (controls.length == 0) {
      throw new IllegalArgumentException("there is no control");
    }
    return new Pseudobulk(
        Profiles.of(cells, Profiles.Summary.MEAN), ColumnMeans.of(cells.points().select(controls)));
  }

  /** How each perturbation differs from the control, signed (perturbations, genes). */
  public DenseMatrix changes() {
    double[] changes = perturbed.vectors().values().clone();
    IntStream.range(0, changes.length).forEach(i -> changes[i] -= control[i % control.length]);
    return new DenseMatrix(perturbed.vectors().rows(), control.length, changes);
  }
}

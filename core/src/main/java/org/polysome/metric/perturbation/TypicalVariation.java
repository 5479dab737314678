package org.polysome.metric.perturbation;

import java.util.stream.IntStream;
import org.polysome.graph.spectral.SymmetricEigen;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.StandardScaler;

/**
 * Typical variation normalisation (Ando, McLean and Berndl 2017) as EFAAR_benchmarking 0.1 does it:
 * the directions in which controls vary are shrunk to the same size, so that what remains is not
 * typical of them. The cells are standardised by all controls, turned to the principal components
 * of the controls and standardised by the controls again; then, if batches are asked for, the
 * controls of each batch are brought to the same covariance C (n - 1) by (C + I/2)^(-1/2), after
 * Sun, Feng and Saenko 2016.
 *
 * <p>Components along which the controls do not vary are left out; with fewer controls than
 * dimensions the reference keeps one such and divides by rounding noise.
 *
 * @param byBatch whether batches are brought to the same covariance
 */
public record TypicalVariation(boolean byBatch) implements Alignment {

  private static final double RIDGE = 0.5;

  @Override
  public DenseMatrix align(PerturbedCells cells) {
    if (byBatch) {
      BatchScaling.requireControls(cells, 2);
    }
    int[] controls = cells.controls();
    if (controls.length < 2) {
      throw new IllegalArgumentException(controls.length + " controls, at least 2 are needed");
    }
    DenseMatrix scaled = scaledBy(cells.points(), controls);
    DenseMatrix turned = ControlComponents.onControls(scaled, controls, scaled.columns());
    DenseMatrix white = scaledBy(turned, controls);
    return byBatch ? decorrelated(cells.at(white)) : white;
  }

  private static DenseMatrix scaledBy(DenseMatrix points, int[] controls) {
    return StandardScaler.fit(points.select(controls)).scale(points);
  }

  private static DenseMatrix decorrelated(PerturbedCells cells) {
    DenseMatrix result = DenseMatrix.zeros(cells.points().rows(), cells.points().columns());
    IntStream.range(0, cells.batchCodes())
        .parallel()
        .forEach(
            batch -> {
              int[] members = cells.ofBatch(batch);
              if (members.length > 0) {
                DenseMatrix root = inverseRoot(cells.points().select(cells.controlsOf(batch)));
                BatchScaling.place(
                    MatrixProduct.multiply(cells.points().select(members), root), members, result);
              }
            });
    return result;
  }

  /** (C + I/2)^(-1/2) of the covariance C of rows. */
  private static DenseMatrix inverseRoot(DenseMatrix controls) {
    int d = controls.columns();
    DenseMatrix centred = StandardScaler.centring(controls).scale(controls);
    DenseMatrix covariance = MatrixProduct.multiply(centred.transposed(), centred);
    for (int i = 0; i < d * d; i++) {
      covariance.values()[i] =
          covariance.values()[i] / (controls.rows() - 1) + (i / d == i % d ? RIDGE : 0);
    }
    var eigen = SymmetricEigen.of(covariance);
    DenseMatrix weighted = new DenseMatrix(d, d, eigen.vectors().values().clone());
    for (int i = 0; i < d * d; i++) {
      weighted.values()[i] /= Math.sqrt(eigen.values()[i / d]);
    }
    return MatrixProduct.multiply(eigen.vectors().transposed(), weighted);
  }
}

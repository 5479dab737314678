package org.polysome.metric.perturbation;

import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.StandardScaler;

/**
 * Each batch is moved so that its reference cells have mean 0 and, where it is asked for, stretched
 * so that each dimension has a population standard deviation of 1 among them; a dimension that is
 * constant there is only moved. EFAAR calls these centering and centerscale (EFAAR_benchmarking
 * 0.1).
 *
 * @param reference the cells of a batch that mean and deviation are learnt from
 * @param scaled whether dimensions are stretched
 */
public record BatchScaling(Reference reference, boolean scaled) implements Alignment {

  /** The controls' mean is taken off in each batch. */
  public static final BatchScaling CENTRE = new BatchScaling(Reference.CONTROLS, false);

  /** Each batch is standardised by its controls. */
  public static final BatchScaling CENTRE_SCALE = new BatchScaling(Reference.CONTROLS, true);

  /** Which cells of a batch tell its mean and deviation. */
  public enum Reference {
    /** Its controls. */
    CONTROLS,
    /** All its cells. */
    ALL_CELLS
  }

  @Override
  public DenseMatrix align(PerturbedCells cells) {
    if (reference == Reference.CONTROLS) {
      requireControls(cells, 1);
    }
    DenseMatrix aligned = DenseMatrix.zeros(cells.points().rows(), cells.points().columns());
    for (int batch = 0; batch < cells.batchCodes(); batch++) {
      int[] members = cells.ofBatch(batch);
      if (members.length > 0) {
        int[] fitted = reference == Reference.CONTROLS ? cells.controlsOf(batch) : members;
        DenseMatrix known = cells.points().select(fitted);
        var scaler = scaled ? StandardScaler.fit(known) : StandardScaler.centring(known);
        place(scaler.scale(cells.points().select(members)), members, aligned);
      }
    }
    return aligned;
  }

  /** Copies rows to their places in a matrix of as many columns. */
  static void place(DenseMatrix rows, int[] places, DenseMatrix into) {
    int columns = into.columns();
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(rows.values(), i * columns, into.values(), places[i] * columns, columns);
    }
  }

  /** Refuses cells with a batch of fewer controls. */
  static void requireControls(PerturbedCells cells, int least) {
    int[] missing = cells.batchesShortOfControls(least);
    if (missing.length > 0) {
      throw new IllegalArgumentException(
          "batch %d has %d controls, at least %d are needed"
              .formatted(missing[0], cells.controlsOf(missing[0]).length, least));
    }
  }
}

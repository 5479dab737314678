package org.polysome.metric.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * How much of what perturbations change is kept in predicted expression (Bendidi et al. 2024; TxFM,
 * appendix B.1.1): in each batch, prediction and truth are centred by their own controls and their
 * Frobenius distance is compared with twice the norm of the truth. 1 is perfect, 0.5 what
 * predicting no change gives; there is no lower bound. Tx-Evaluation looks at every hundredth batch
 * only; here it is all of them.
 *
 * @param integrity the score
 * @param distance the mean over batches of the distance for each cell
 * @param norm the mean over batches of the norm of the truth for each cell
 */
public record StructuralIntegrity(Measurement integrity, double distance, double norm) {

  /**
   * Whose batch and which controls.
   *
   * @param batches the batch of each cell, from 0
   * @param control whether each cell is a control
   */
  public record Design(int[] batches, boolean[] control) {

    /** Checks the lengths. */
    public Design {
      if (batches.length != control.length) {
        throw new IllegalArgumentException(
            batches.length + " batches, " + control.length + " cells");
      }
    }
  }

  /**
   * Compares a prediction with the truth.
   *
   * @throws IllegalArgumentException if the design is of other cells, or a batch has no control
   */
  public static StructuralIntegrity of(Prediction prediction, Design design) {
    if (design.batches.length != prediction.cells()) {
      throw new IllegalArgumentException(
          prediction.cells() + " cells, a design of " + design.batches.length);
    }
    List<double[]> batches = new ArrayList<>();
    for (int batch : IntStream.of(design.batches).distinct().sorted().toArray()) {
      batches.add(batch(prediction, design, batch));
    }
    double distance = batches.stream().mapToDouble(one -> one[0]).average().orElse(0);
    double norm = batches.stream().mapToDouble(one -> one[1]).average().orElse(0);
    Status none = batches.isEmpty() ? Status.TOO_FEW_CELLS : Status.CONSTANT;
    Measurement integrity =
        norm == 0 ? Measurement.none(none) : Measurement.of(1 - distance / (2 * norm));
    return new StructuralIntegrity(integrity, distance, norm);
  }

  /** Distance and norm of a batch for each of its cells. */
  private static double[] batch(Prediction prediction, Design design, int batch) {
    int[] cells =
        IntStream.range(0, design.batches.length)
            .filter(cell -> design.batches[cell] == batch)
            .toArray();
    int[] controls = IntStream.of(cells).filter(cell -> design.control[cell]).toArray();
    if (controls.length == 0) {
      throw new IllegalArgumentException("batch " + batch + " has no control");
    }
    double[] predictedMean = mean(prediction.predicted(), controls);
    double[] measuredMean = mean(prediction.measured(), controls);
    double distance = 0;
    double norm = 0;
    for (int cell : cells) {
      for (int gene = 0; gene < prediction.genes(); gene++) {
        double measured = prediction.measured().get(cell, gene) - measuredMean[gene];
        double predicted = prediction.predicted().get(cell, gene) - predictedMean[gene];
        distance += (predicted - measured) * (predicted - measured);
        norm += measured * measured;
      }
    }
    return new double[] {Math.sqrt(distance) / cells.length, Math.sqrt(norm) / cells.length};
  }

  private static double[] mean(DenseMatrix expression, int[] cells) {
    return ColumnMeans.of(expression.select(cells));
  }
}

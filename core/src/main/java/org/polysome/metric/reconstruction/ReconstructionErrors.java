package org.polysome.metric.reconstruction;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.statistics.Correlation;

/** Errors and agreement over all cells and genes of a prediction, as Tx-Evaluation has them. */
public final class ReconstructionErrors {

  private ReconstructionErrors() {}

  /** The mean squared difference. */
  public static Measurement meanSquared(Prediction prediction) {
    return mean(prediction, difference -> difference * difference);
  }

  /** The mean absolute difference. */
  public static Measurement meanAbsolute(Prediction prediction) {
    return mean(prediction, Math::abs);
  }

  private static Measurement mean(Prediction prediction, DoubleUnaryOperator loss) {
    double[] predicted = prediction.predicted().values();
    double[] measured = prediction.measured().values();
    if (measured.length == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double sum = 0;
    for (int i = 0; i < measured.length; i++) {
      sum += loss.applyAsDouble(predicted[i] - measured[i]);
    }
    return Measurement.of(sum / measured.length);
  }

  /**
   * 1 - residual over total sum of squares, the total about the one mean of all genes: genes of
   * different level alone make it high.
   */
  public static Measurement determination(Prediction prediction) {
    double[] measured = prediction.measured().values();
    if (measured.length == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double mean = Arrays.stream(measured).sum() / measured.length;
    double total = Arrays.stream(measured).map(value -> (value - mean) * (value - mean)).sum();
    return total == 0
        ? Measurement.none(Status.CONSTANT)
        : meanSquared(prediction).map(error -> 1 - error * measured.length / total);
  }

  /**
   * The mean over genes of Pearson's correlation over cells; genes that do not vary are left out.
   */
  public static Measurement pearson(Prediction prediction) {
    return byGene(prediction, Correlation::pearson);
  }

  /** As {@link #pearson} with Spearman's correlation. */
  public static Measurement spearman(Prediction prediction) {
    return byGene(prediction, Correlation::spearman);
  }

  /** A correlation of two lists of numbers. */
  @FunctionalInterface
  private interface Agreement {
    Measurement of(double[] predicted, double[] measured);
  }

  private static Measurement byGene(Prediction prediction, Agreement agreement) {
    DenseMatrix predicted = prediction.predicted().transposed();
    DenseMatrix measured = prediction.measured().transposed();
    double[] values =
        IntStream.range(0, prediction.genes())
            .parallel()
            .mapToObj(gene -> agreement.of(predicted.row(gene), measured.row(gene)))
            .flatMapToDouble(one -> one.value().stream())
            .toArray();
    if (values.length == 0) {
      return Measurement.none(prediction.cells() < 2 ? Status.TOO_FEW_CELLS : Status.CONSTANT);
    }
    return Measurement.of(Arrays.stream(values).sum() / values.length);
  }
}

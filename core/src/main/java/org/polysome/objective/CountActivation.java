package org.polysome.objective;

import org.polysome.config.Default;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * From the scores of a cell's genes to predictions of {@code log1p} of normalised counts (TxFM,
 * appendix A.3). {@code limit} is the logarithm of one plus the total of a cell.
 */
public sealed interface CountActivation {

  /**
   * The predictions.
   *
   * @param scores (cells, genes)
   * @param measured 1 for genes that the cell's source measured (cells, genes)
   * @param total what the normalised counts of a cell sum up to
   * @return (cells, genes)
   */
  Tensor apply(Tensor scores, Tensor measured, double total);

  /** The scores themselves. */
  record Identity() implements CountActivation {
    @Override
    public Tensor apply(Tensor scores, Tensor measured, double total) {
      return scores;
    }
  }

  /** {@code max(x, 0)}. */
  record Relu() implements CountActivation {
    @Override
    public Tensor apply(Tensor scores, Tensor measured, double total) {
      return Functions.relu(scores);
    }
  }

  /** {@code min(max(x, 0), limit)}, flat at both ends. */
  record ClampedRelu() implements CountActivation {
    @Override
    public Tensor apply(Tensor scores, Tensor measured, double total) {
      double limit = Math.log1p(total);
      Tensor highest = Tensors.full(limit, scores.type(), scores.device());
      return Tensors.where(scores.lessThan(limit), Functions.relu(scores), highest);
    }
  }

  /**
   * {@code limit * max(tanh(x / 4e), 0)}, e being Euler's number.
   *
   * @param unitSlope whether x is divided by the limit instead, so that the slope above 0 begins as
   *     one
   */
  record RectifiedTanh(@Default("false") boolean unitSlope) implements CountActivation {
    @Override
    public Tensor apply(Tensor scores, Tensor measured, double total) {
      double limit = Math.log1p(total);
      double scale = unitSlope ? limit : 4 * Math.E;
      return Functions.relu(scores.divide(scale).tanh()).multiply(limit);
    }
  }

  /**
   * {@code log1p(total * softmax(x))}: the shares of a whole.
   *
   * @param measured whether only measured genes share it; else all of the vocabulary do
   */
  record Softmax(@Default("true") boolean measured) implements CountActivation {
    @Override
    public Tensor apply(Tensor scores, Tensor known, double total) {
      Tensor among =
          measured ? scores.maskedFill(known.equalTo(0), Double.NEGATIVE_INFINITY) : scores;
      return among.softmax(1).multiply(total).log1p();
    }
  }
}

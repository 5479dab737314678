package org.polysome.objective.loss;

import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Losses of how alike the vectors of a batch are. */
public final class Similarity {

  private static final double SHORTEST = 1e-8;

  private Similarity() {}

  /** Cosines between the rows of two matrices (rows of the first, rows of the second). */
  public static Tensor cosines(Tensor first, Tensor second) {
    return unit(first).matmul(unit(second).transpose(0, 1));
  }

  /**
   * {@code 1 - (s - threshold)^2} for each pair of rows, s being their cosine where it is positive
   * and 0 elsewhere; a row with itself counts as 0.
   *
   * @return (rows, rows)
   */
  public static Tensor elastic(Tensor rows, double threshold) {
    Tensor cosines = Functions.relu(cosines(rows, rows).maskedFill(itself(rows), 0));
    return cosines.add(-threshold).square().negate().add(1.0);
  }

  /** Which pairs are of a row with itself (rows, rows). */
  public static Tensor itself(Tensor rows) {
    Tensor number = Tensors.range(rows.size(0), rows.device());
    return number.unsqueeze(0).equalTo(number.unsqueeze(1));
  }

  /**
   * Cross entropy of telling, by cosines, which row of the second matrix belongs to each row of the
   * first (InfoNCE, arXiv 1807.03748).
   *
   * @return (rows)
   */
  public static Tensor contrast(Tensor first, Tensor second, double temperature) {
    Tensor scores = cosines(first, second).divide(temperature);
    return Entropies.cross(scores, Tensors.range(first.size(0), first.device()), 0);
  }

  private static Tensor unit(Tensor rows) {
    Tensor length = rows.square().sum(1).atLeast(SHORTEST * SHORTEST).sqrt();
    return rows.divide(length.unsqueeze(1));
  }
}

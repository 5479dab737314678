package org.polysome.nn;

import java.util.Optional;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Which tokens each landmark of a cell is the mean of: as many runs of consecutive tokens, as equal
 * as can be. A cell of fewer tokens than landmarks has one landmark for each token, and the others
 * are absent.
 *
 * @param shares (cells or 1, landmarks, tokens), each row of a landmark that is there sums to one
 * @param present whether a landmark is there (cells or 1, landmarks)
 */
record Landmarks(Tensor shares, Tensor present) {

  /**
   * Landmarks over the tokens there are.
   *
   * @param present (cells, tokens) true where there is a token; empty where there is no padding
   */
  static Landmarks of(Optional<Tensor> present, long tokens, int count, Device device) {
    Tensor lengths =
        present
            .map(mask -> mask.to(ElementType.FLOAT64).sum(1).unsqueeze(1))
            .orElseGet(() -> Tensors.full(tokens, ElementType.FLOAT64, device, 1, 1));
    Tensor places = Tensors.range(tokens, device).to(ElementType.FLOAT64).unsqueeze(0);
    Tensor run =
        places.multiply(count).divide(lengths.clamp(count, Double.POSITIVE_INFINITY)).floor();
    Tensor names = Tensors.range(count, device).to(ElementType.FLOAT64);
    Tensor within = run.unsqueeze(1).equalTo(names.reshape(1, count, 1));
    Tensor members =
        present.map(mask -> within.and(mask.unsqueeze(1))).orElse(within).to(ElementType.FLOAT32);
    Tensor sizes = members.sum(2).unsqueeze(2);
    return new Landmarks(
        members.divide(sizes.clamp(1, Double.POSITIVE_INFINITY)), sizes.squeeze(2).greaterThan(0));
  }

  /**
   * The mean of each landmark's tokens.
   *
   * @param heads (cells, heads, tokens, dim)
   * @return (cells, heads, landmarks, dim)
   */
  Tensor means(Tensor heads) {
    return shares.unsqueeze(1).matmul(heads);
  }
}

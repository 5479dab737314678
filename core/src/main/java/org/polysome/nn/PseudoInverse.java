package org.polysome.nn;

import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** How the pseudo-inverse of a matrix is approached, step by step. */
public enum PseudoInverse {
  /**
   * {@code Z (13 - A Z (15 - A Z (7 - A Z))) / 4} from {@code A^T} over the largest column sum
   * (arXiv 2102.03902, equation 11, for matrices whose rows sum to one).
   */
  ORIGINAL,
  /** {@code Z (2 - A Z)}. */
  NEWTON,
  /** {@code Z (3 - A Z (3 - A Z))}. */
  CHEBYSHEV;

  /**
   * The pseudo-inverse of each matrix.
   *
   * @param matrices (cells, heads, size, size)
   * @param together whether the start is one number over all of them, as published, instead of one
   *     for each
   */
  Tensor of(Tensor matrices, int iterations, boolean together) {
    Tensor z = start(matrices, together);
    for (int i = 0; i < iterations; i++) {
      z = step(matrices.matmul(z), z);
    }
    return z;
  }

  private Tensor start(Tensor a, boolean together) {
    Tensor turned = a.transpose(2, 3);
    if (this == ORIGINAL) {
      return turned.divide(largest(a.sum(2), together));
    }
    Tensor square = turned.matmul(a).abs();
    Tensor bound = largest(square.sum(3), together);
    Tensor other = largest(square.sum(2), together);
    Tensor smaller = bound.negate().maximum(other.negate()).negate();
    // From twice the bound on, the largest part of a matrix that reaches its bound, such as that of
    // a
    // single landmark, becomes nothing (Newton) or stays twice what it is (Chebyshev).
    return turned.multiply(together ? 2 : 1).divide(smaller);
  }

  private static Tensor largest(Tensor sums, boolean together) {
    return together ? sums.max() : sums.maxOver(2).unsqueeze(-1);
  }

  private Tensor step(Tensor product, Tensor z) {
    return switch (this) {
      case ORIGINAL ->
          z.matmul(minus(13, product.matmul(minus(15, product.matmul(minus(7, product))))))
              .multiply(0.25);
      case NEWTON -> z.matmul(minus(2, product));
      case CHEBYSHEV -> z.matmul(minus(3, product.matmul(minus(3, product))));
    };
  }

  /** A number on the diagonal, minus a matrix. */
  private static Tensor minus(double diagonal, Tensor matrix) {
    Tensor places = Tensors.range(matrix.size(3), matrix.device());
    Tensor identity =
        places.unsqueeze(0).equalTo(places.unsqueeze(1)).to(matrix.type()).multiply(diagonal);
    return identity.subtract(matrix);
  }
}

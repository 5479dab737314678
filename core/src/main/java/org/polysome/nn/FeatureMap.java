package org.polysome.nn;

import java.util.List;
import java.util.Optional;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * From queries and keys (cells, heads, tokens, dim) to features (cells, heads, tokens, features)
 * whose products stand for the kernel.
 *
 * <p>Exponentials are taken after a stabiliser is subtracted. That of a query is its own; that of
 * keys is one per cell and head, over the tokens there are. As published it is one over the whole
 * batch, padding included; because {@code epsilon} is added after the exponential, a cell's result
 * then depends on its batch mates.
 *
 * @param kernel what the features stand for
 * @param epsilon added to each feature
 * @param scaled whether vectors are divided by the fourth root of dim first
 * @param asPublished whether stabilisers and padding are as in the code of scBERT and BMFM-RNA
 */
record FeatureMap(Kernel kernel, double epsilon, boolean scaled, boolean asPublished) {

  private static final long TOKENS = 2;
  private static final long FEATURES = 3;

  /** Features of queries. */
  Tensor queries(Tensor heads, Tensor projection) {
    return switch (kernel) {
      case UNPROJECTED -> heads.softmax(-1);
      case RELU, ELU -> bent(projected(heads, projection));
      case SOFTMAX -> softmax(heads, projection, numbers -> numbers.maxOver(FEATURES));
      case EXP, COSH ->
          asPublished
              ? unscaled(heads, projection, norms -> norms)
              : correct(heads, projection, numbers -> numbers.maxOver(FEATURES));
    };
  }

  /**
   * Features of keys; unless as published, nothing but zeros where there is no token.
   *
   * @param present true where there is a token (cells, 1, tokens, 1)
   */
  Tensor keys(Tensor heads, Tensor projection, Optional<Tensor> present) {
    if (asPublished) {
      return publishedKeys(heads, projection);
    }
    Stabiliser perCell =
        numbers ->
            present
                .map(mask -> numbers.maskedFill(mask.not(), Double.NEGATIVE_INFINITY))
                .orElse(numbers)
                .maxOver(TOKENS, FEATURES);
    Tensor features =
        switch (kernel) {
          case UNPROJECTED ->
              present
                  .map(mask -> heads.maskedFill(mask.not(), Double.NEGATIVE_INFINITY))
                  .orElse(heads)
                  .softmax((int) TOKENS);
          case RELU, ELU -> bent(projected(heads, projection));
          case SOFTMAX, EXP, COSH -> correct(heads, projection, perCell);
        };
    return present.map(mask -> features.maskedFill(mask.not(), 0)).orElse(features);
  }

  private Tensor publishedKeys(Tensor heads, Tensor projection) {
    return switch (kernel) {
      case UNPROJECTED -> heads.softmax((int) TOKENS);
      case RELU, ELU -> bent(projected(heads, projection));
      case SOFTMAX -> softmax(heads, projection, Tensor::max);
      case EXP, COSH -> unscaled(heads, projection, Tensor::max);
    };
  }

  /** What is subtracted before the exponential. */
  @FunctionalInterface
  private interface Stabiliser {
    Tensor of(Tensor numbers);
  }

  private double factor(Tensor heads) {
    return scaled ? Math.pow(heads.size(3), -0.25) : 1;
  }

  private Tensor projected(Tensor heads, Tensor projection) {
    return heads.multiply(factor(heads)).matmul(projection.transpose(0, 1)).to(ElementType.FLOAT32);
  }

  private Tensor bent(Tensor projected) {
    return kernel == Kernel.RELU
        ? Functions.relu(projected).add(epsilon)
        : Functions.elu(projected).add(1 + epsilon);
  }

  /** Half the squared length of each vector times a factor (cells, heads, tokens, 1). */
  private static Tensor halfSquares(Tensor heads, double factor) {
    return heads
        .to(ElementType.FLOAT32)
        .multiply(factor)
        .square()
        .sum(FEATURES)
        .multiply(0.5)
        .unsqueeze(-1);
  }

  private Tensor correct(Tensor heads, Tensor projection, Stabiliser stabiliser) {
    return kernel == Kernel.COSH
        ? hyperbolic(heads, projection, stabiliser)
        : softmax(heads, projection, stabiliser);
  }

  private Tensor softmax(Tensor heads, Tensor projection, Stabiliser stabiliser) {
    Tensor projected = projected(heads, projection);
    Tensor lengths = halfSquares(heads, factor(heads));
    return positive(projected.subtract(lengths).subtract(stabiliser.of(projected)));
  }

  private Tensor hyperbolic(Tensor heads, Tensor projection, Stabiliser stabiliser) {
    Tensor projected = projected(heads, projection);
    Tensor lengths = halfSquares(heads, factor(heads));
    Tensor both = Tensors.concatenate(List.of(projected, projected.negate()), -1);
    return positive(both.subtract(lengths).subtract(stabiliser.of(both)));
  }

  /** BMFM-RNA's exponentials: lengths are not scaled, and are their own stabiliser. */
  private Tensor unscaled(Tensor heads, Tensor projection, Stabiliser stabiliser) {
    Tensor norms = halfSquares(heads, 1).negate();
    Tensor shifted = projected(heads, projection).subtract(stabiliser.of(norms));
    return kernel == Kernel.EXP
        ? positive(norms.add(shifted))
        : positive(Tensors.concatenate(List.of(norms.add(shifted), norms.subtract(shifted)), -1));
  }

  private Tensor positive(Tensor exponents) {
    return exponents.exp().add(epsilon).multiply(1 / Math.sqrt(exponents.size(3)));
  }
}

package org.polysome.encoder.gene;

import java.util.Optional;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;

/** Seam: what stands for a gene's identity in a token. */
public sealed interface GeneEncoderSpec permits Learned, Matrix, Random {

  /** Makes the live encoder. */
  GeneEncoder build(BuildContext context);

  /** This encoder, if it takes its vectors from files. */
  default Optional<Matrix> matrix() {
    return Optional.empty();
  }

  /** Multiply-adds per token, forward; looking up a row costs none. */
  long multiplyAdds(Dimensions sizes);
}

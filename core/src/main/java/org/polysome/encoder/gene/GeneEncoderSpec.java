package org.polysome.encoder.gene;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;

/** Seam: what stands for a gene's identity in a token. */
public sealed interface GeneEncoderSpec permits Learned, Matrix, Random {

  /** Makes the live encoder. */
  GeneEncoder build(BuildContext context);

  /** Multiply-adds per token, forward; looking up a row costs none. */
  long multiplyAdds(Dimensions sizes);
}

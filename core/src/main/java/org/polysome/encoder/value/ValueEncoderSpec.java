package org.polysome.encoder.value;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;

/** Seam: what stands for a token's value. */
public sealed interface ValueEncoderSpec
    permits None, Mlp, Scalar, HardBins, LogBins, CappedBins, SoftBins, AutoBins, Periodic {

  /** Makes the live encoder. */
  ValueEncoder build(BuildContext context);

  /** What it promises about its input. */
  Traits traits();

  /** Numbers per token that the live encoder gives, in a model of a width: that width, or 1. */
  default int width(int modelWidth) {
    return modelWidth;
  }

  /** Multiply-adds per token, forward. */
  long multiplyAdds(Dimensions sizes);
}

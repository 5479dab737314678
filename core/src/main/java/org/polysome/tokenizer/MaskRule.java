package org.polysome.tokenizer;

import java.util.Optional;
import org.polysome.random.Seeds;

/**
 * How tokens are chosen to be predicted.
 *
 * @param purpose tells the random choices of one rule from those of another
 * @param least tokens that show a smaller value count as zeros
 */
record MaskRule(
    long purpose,
    double ratio,
    Optional<Double> zeroRatio,
    Hiding hiding,
    MaskQuota quota,
    double least) {

  private static final long VALUES = Seeds.of("mask");
  private static final long GENES = Seeds.of("mask of genes");

  static MaskRule of(Target.MaskedValues target) {
    return new MaskRule(
        VALUES,
        target.ratio(),
        target.zeroRatio(),
        target.hiding(),
        target.quota(),
        target.least());
  }

  /** The rule of values that are named one by one. */
  static MaskRule ofNamed() {
    return new MaskRule(VALUES, 1, Optional.empty(), Hiding.ALL, MaskQuota.ROUNDED, 0);
  }

  static MaskRule of(Target.MaskedGenes target) {
    return new MaskRule(
        GENES, target.ratio(), Optional.empty(), target.hiding(), target.quota(), 0);
  }
}

package org.polysome.tokenizer;

import java.util.List;
import java.util.Optional;
import org.polysome.random.Seeds;

/**
 * How tokens are chosen to be predicted.
 *
 * @param purpose tells the random choices of one rule from those of another
 * @param ratios of which each cell draws one
 * @param least tokens that show a smaller value count as zeros
 */
record MaskRule(
    long purpose,
    List<Double> ratios,
    Optional<Double> zeroRatio,
    Hiding hiding,
    MaskQuota quota,
    double least) {

  private static final long VALUES = Seeds.of("mask");
  private static final long GENES = Seeds.of("mask of genes");

  static MaskRule of(Target.MaskedValues target) {
    return new MaskRule(
        VALUES,
        target.ratios(),
        target.zeroRatio(),
        target.hiding(),
        target.quota(),
        target.least());
  }

  /** The rule of values that are named one by one. */
  static MaskRule ofNamed() {
    return new MaskRule(VALUES, List.of(1.0), Optional.empty(), Hiding.ALL, MaskQuota.ROUNDED, 0);
  }

  static MaskRule of(Target.MaskedGenes target) {
    return new MaskRule(
        GENES, target.ratios(), Optional.empty(), target.hiding(), target.quota(), 0);
  }
}

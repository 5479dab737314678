package org.polysome.tokenizer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.fault.UsageException;

/**
 * What an objective needs the tokenizer to put into a batch, on the host. Tokens that stand for no
 * gene (cls, depths) are never hidden.
 */
public sealed interface Target {

  /**
   * Hide values and keep them aside: {@link TokenBatch#masked()}. By default exactly {@code
   * round(ratio * tokens)} of a cell's gene tokens are hidden and at least one, zeros included
   * where the selection has them. (The study of encodings masks half of its sampled tokens, all of
   * them non-zero; BMFM-RNA masks zeros too.)
   *
   * @param ratios share of the gene tokens of a cell that is hidden, in (0, 1), or several of which
   *     each cell draws one
   * @param zeroRatio share of the tokens that show zero, where it is another one; {@code ratios}
   *     are then shares of the others (scFoundation 0.3 and 0.03; scBERT 0.15 and 0)
   * @param hiding masks, random values and values that stay
   * @param quota how many tokens a ratio makes
   * @param least tokens that show a smaller value count as zeros here (1 for scBERT, whose classes
   *     are whole parts of values)
   */
  record MaskedValues(
      List<Double> ratios, Optional<Double> zeroRatio, Hiding hiding, MaskQuota quota, double least)
      implements Target {
    /** Checks the ratios. */
    public MaskedValues {
      ratios = MaskRatios.checked(ratios);
      if (!(least >= 0)) {
        throw new UsageException("least: " + least + " is not at least 0");
      }
      if (zeroRatio.isPresent() && !(zeroRatio.get() >= 0 && zeroRatio.get() < 1)) {
        throw new UsageException(
            "zero-ratio: " + zeroRatio.get() + " is not at least 0 and below 1");
      }
    }

    /** Only zeros count as zeros. */
    public MaskedValues(double ratio, Optional<Double> zeroRatio, Hiding hiding, MaskQuota quota) {
      this(List.of(ratio), zeroRatio, hiding, quota, 0);
    }

    /** One ratio for all gene tokens, all chosen ones masked. */
    public MaskedValues(double ratio) {
      this(ratio, Optional.empty(), Hiding.ALL, MaskQuota.ROUNDED);
    }
  }

  /**
   * Hide which genes tokens stand for and keep it aside: {@link TokenBatch#maskedGenes()}. A masked
   * gene has the id {@link TokenBatch#special} of {@link TokenKind#MASK}; its value stays to be
   * seen, and its kind is that of its value. Tokens of which the value is hidden are not chosen.
   *
   * @param ratios share of all gene tokens of a cell that is hidden, in (0, 1), or several of which
   *     each cell draws one; no more than there are whose value is not
   * @param hiding masks, random genes and genes that stay
   * @param quota how many tokens the ratio makes
   */
  record MaskedGenes(List<Double> ratios, Hiding hiding, MaskQuota quota) implements Target {
    /** Checks the ratios. */
    public MaskedGenes {
      ratios = MaskRatios.checked(ratios);
    }

    /** One ratio for all cells. */
    public MaskedGenes(double ratio, Hiding hiding, MaskQuota quota) {
      this(List.of(ratio), hiding, quota);
    }
  }

  /**
   * Hide the values of the genes that are named beside each cell, {@link
   * BatchBuilder#add(CellBuffer, int[])}, and keep them aside: {@link TokenBatch#masked()}. They
   * are tokens whether they were seen or not, whatever the sampling; the other tokens show the cell
   * as in embedding.
   */
  record NamedValues() implements Target {}

  /** Keep the whole cell, before sampling and masking. */
  record WholeCell() implements Target {}

  /** A label column of {@code obs}. */
  record Label(String column) implements Target {

    /** The columns that some targets name, in their order, each as often as it is named. */
    public static Stream<String> columns(Collection<Target> targets) {
      return targets.stream()
          .filter(Label.class::isInstance)
          .map(target -> ((Label) target).column());
    }
  }
}

package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.decoder.TokenDecoderSpec;
import org.polysome.fault.UsageException;
import org.polysome.model.State;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;
import org.polysome.tokenizer.MaskRatios;
import org.polysome.tokenizer.Target;

/**
 * Predicts hidden values from the states of their tokens (masked value modelling; the long-tail
 * benchmark, eq. 1-2; the study of encodings, eq. 9-10; BMFM-RNA, section 2.3.1). Where the model
 * has vectors of labels, the head reads the one of the cell beside the state.
 *
 * @param ratio share of the gene tokens of a cell that is hidden, in (0, 1), or several of which
 *     each cell draws one
 * @param zeroRatio share of the tokens that show zero, where it is another one
 * @param zeros which tokens show zero: those of the value 0, or those whose class under the loss is
 *     0, as in scBERT, which never masks its lowest class
 * @param hiding masks, random values and values that stay
 * @param quota how many tokens a ratio makes
 * @param loss how far a prediction is from the truth
 * @param mean what the loss is the mean of
 * @param longTail how much a value weighs by its size
 * @param decoder from the state of a hidden token to its prediction
 * @param weight factor of the loss in the sum of all
 */
public record MaskedValues(
    @OneOrMore @Default("0.15") List<Double> ratio,
    Optional<Double> zeroRatio,
    @Default("by-value") Zeros zeros,
    @Default("{}") Hiding hiding,
    @Default("rounded") MaskQuota quota,
    @Default("mse") ValueLoss loss,
    @Default("tokens") Mean mean,
    @Default("none") LongTail longTail,
    @Default("mlp") TokenDecoderSpec decoder,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Which tokens show zero. */
  public enum Zeros {
    /** Those of the value 0. */
    BY_VALUE,
    /** Those whose class under the loss is 0, small values included. */
    BY_CLASS
  }

  /** Checks the ranges, and that there are classes where zeros are told by them. */
  public MaskedValues {
    ratio = MaskRatios.checked(ratio);
    if (zeros == Zeros.BY_CLASS && (loss.classes().isEmpty() || zeroRatio.isEmpty())) {
      throw new UsageException(
          "zeros: by-class needs a loss over classes, such as cross-entropy, and a zero-ratio");
    }
    Weights.check("weight", weight);
  }

  /** One ratio for all values, all of them masked. */
  public MaskedValues(
      double ratio, ValueLoss loss, Mean mean, TokenDecoderSpec decoder, double weight) {
    this(
        List.of(ratio),
        Optional.empty(),
        Zeros.BY_VALUE,
        Hiding.ALL,
        MaskQuota.ROUNDED,
        loss,
        mean,
        LongTail.NONE,
        decoder,
        weight);
  }

  @Override
  public String name() {
    return "masked-values";
  }

  @Override
  public List<Target> targets() {
    double least =
        zeros == Zeros.BY_CLASS ? loss.classes().map(ValueBins::leastSeen).orElse(0.0) : 0;
    return List.of(new Target.MaskedValues(ratio, zeroRatio, hiding, quota, least));
  }

  @Override
  public Set<State> needs() {
    return Set.of(State.TOKENS);
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new MaskedValueObjective(this, context);
  }
}

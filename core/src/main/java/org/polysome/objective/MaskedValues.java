package org.polysome.objective;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.decoder.TokenDecoderSpec;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.Target;

/**
 * Predicts hidden values from the states of their tokens (masked value modelling; papers 000 eq.
 * 1-2, 001 eq. 9-10, 003 section 2.3.1).
 *
 * @param ratio share of the gene tokens of a cell that is hidden, in (0, 1)
 * @param loss how far a prediction is from the truth
 * @param mean what the loss is the mean of
 * @param decoder from the state of a hidden token to its prediction
 * @param weight factor of the loss in the sum of all
 */
public record MaskedValues(
    @Default("0.15") double ratio,
    @Default("mse") ValueLoss loss,
    @Default("tokens") Mean mean,
    @Default("mlp") TokenDecoderSpec decoder,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public MaskedValues {
    if (!(ratio > 0 && ratio < 1)) {
      throw new UsageException("ratio: " + ratio + " is not between 0 and 1");
    }
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "masked-values";
  }

  @Override
  public List<Target> targets() {
    return List.of(new Target.MaskedValues(ratio));
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new MaskedValueObjective(this, context);
  }
}

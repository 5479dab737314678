package org.polysome.objective;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.decoder.TokenDecoderSpec;
import org.polysome.tokenizer.Target;

/**
 * Predicts a column of {@code obs} from the pooled state of a cell (BMFM-RNA, section 2.3; scGPT's
 * cell types). Cells without a label take no part. With {@code reverse-gradient} the head learns to
 * tell the labels and the model to hide them: domain adaptation by reverse backpropagation (scGPT's
 * DAR, BMFM-RNA's donors).
 *
 * @param column of {@code obs}
 * @param task what a label is, and how far a prediction is from it
 * @param decoder from the pooled state to the scores
 * @param reverseGradient 0 for the plain gradient; else its factor on the way into the model, with
 *     the sign changed
 * @param missing texts that count as no label
 * @param weight factor of the loss in the sum of all
 */
public record Label(
    String column,
    @Default("cross-entropy") LabelTask task,
    @Default("normed-mlp") TokenDecoderSpec decoder,
    @Default("0") double reverseGradient,
    @Default("[]") List<String> missing,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public Label {
    Require.that(!column.isBlank(), "column", "must name a column of obs", column);
    missing = List.copyOf(missing);
    Weights.check("reverse-gradient", reverseGradient);
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "label." + column;
  }

  @Override
  public List<Target> targets() {
    return List.of(new Target.Label(column));
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new LabelObjective(this, context);
  }
}

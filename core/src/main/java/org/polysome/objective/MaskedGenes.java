package org.polysome.objective;

import java.util.List;
import java.util.Set;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.config.Require;
import org.polysome.model.State;
import org.polysome.nn.Activation;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;
import org.polysome.tokenizer.MaskRatios;
import org.polysome.tokenizer.Target;

/**
 * Predicts which genes hidden tokens stand for: cross entropy over the measured genes of the
 * vocabulary, from the states of those tokens alone (Geneformer; BMFM-RNA). The head is BERT's: a
 * linear layer, an activation and a layer norm, then the product with every gene's vector and a
 * number per gene. Parameters {@code dense.*}, {@code norm.*}, {@code bias} (genes), and {@code
 * weight} (genes, width) where it is not tied.
 *
 * @param ratio share of all gene tokens of a cell that is hidden, in (0, 1), or several of which
 *     each cell draws one; tokens of which the value is hidden are not among them
 * @param hiding masks, random genes and genes that stay
 * @param quota how many tokens the ratio makes
 * @param activation of the head
 * @param epsilon added to the variance by the head's norm
 * @param tied whether the genes' vectors are those that the model reads; else the head has its own
 * @param smoothing share of the truth that is spread over all genes
 * @param weight factor of the loss in the sum of all
 */
public record MaskedGenes(
    @OneOrMore @Default("0.15") List<Double> ratio,
    @Default("{replace: 0.8, random: 0.1}") Hiding hiding,
    @Default("rounded") MaskQuota quota,
    @Default("relu") Activation activation,
    @Default("1e-12") double epsilon,
    @Default("true") boolean tied,
    @Default("0") double smoothing,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public MaskedGenes {
    ratio = MaskRatios.checked(ratio);
    Require.positive("epsilon", epsilon);
    Require.that(
        smoothing >= 0 && smoothing < 1, "smoothing", "must be from 0 to below 1", smoothing);
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "masked-genes";
  }

  @Override
  public List<Target> targets() {
    return List.of(new Target.MaskedGenes(ratio, hiding, quota));
  }

  @Override
  public Set<State> needs() {
    return tied ? Set.of(State.TOKENS, State.GENES) : Set.of(State.TOKENS);
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new MaskedGeneObjective(this, context);
  }
}

package org.polysome.objective;

import java.util.EnumSet;
import java.util.List;
import org.polysome.config.Default;
import org.polysome.decoder.CellDecoderSpec;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.Target;

/**
 * Whole-cell expression decoder (paper 003, section 2.2.5): from the pooled state of a cell, two
 * vectors over the vocabulary, one with the value of every gene and one with the logit of its being
 * zero. The value counts for genes that were seen, the logit for all that were measured.
 *
 * @param genes over which genes; each set has a mean of its own
 * @param valueWeight factor of the squared errors
 * @param zeroWeight factor of the binary cross entropies
 * @param decoder from the pooled state to the vectors
 * @param weight factor of the loss in the sum of all
 */
public record Wced(
    @Default("[input, non-input]") List<GeneSet> genes,
    @Default("1") double valueWeight,
    @Default("1") double zeroWeight,
    @Default("whole-cell") CellDecoderSpec decoder,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public Wced {
    genes = List.copyOf(genes);
    if (genes.isEmpty() || EnumSet.copyOf(genes).size() < genes.size()) {
      throw new UsageException(
          "genes: %s; name input, non-input or all, each at most once".formatted(genes));
    }
    Weights.check("value-weight", valueWeight);
    Weights.check("zero-weight", zeroWeight);
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "wced";
  }

  @Override
  public List<Target> targets() {
    return List.of(new Target.WholeCell());
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new WcedObjective(this, context);
  }
}

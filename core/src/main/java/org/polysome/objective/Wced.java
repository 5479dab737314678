package org.polysome.objective;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.decoder.CellDecoderSpec;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.Target;

/**
 * Whole-cell expression decoder (BMFM-RNA, section 2.2.5): from the pooled state of a cell, two
 * vectors over the vocabulary, one with the value of every gene and one with the logit of its being
 * zero. The value counts for genes that were seen, the logit for all that were measured.
 *
 * @param genes over which genes; each set has a mean of its own
 * @param report over which genes terms are logged that play no part in training
 * @param valueWeight factor of the squared errors
 * @param zeroWeight factor of the binary cross entropies
 * @param normaliseWeights whether the terms are divided by the sum of their weights, as in the
 *     published code; the paper sums them
 * @param decoder from the pooled state to the vectors
 * @param weight factor of the loss in the sum of all
 */
public record Wced(
    @Default("[input, non-input]") List<GeneSet> genes,
    @Default("[]") List<GeneSet> report,
    @Default("1") double valueWeight,
    @Default("1") double zeroWeight,
    @Default("false") boolean normaliseWeights,
    @Default("whole-cell") CellDecoderSpec decoder,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public Wced {
    genes = List.copyOf(genes);
    report = List.copyOf(report);
    if (genes.isEmpty() || EnumSet.copyOf(genes).size() < genes.size()) {
      throw new UsageException(
          "genes: %s; name input, non-input or all, each at most once".formatted(genes));
    }
    if (report.stream().anyMatch(genes::contains)
        || EnumSet.copyOf(Stream.concat(genes.stream(), report.stream()).toList()).size()
            < genes.size() + report.size()) {
      throw new UsageException(
          "report: %s; name sets of genes that are not trained on, each at most once"
              .formatted(report));
    }
    Weights.check("value-weight", valueWeight);
    Weights.check("zero-weight", zeroWeight);
    Weights.check("weight", weight);
    Require.that(
        !normaliseWeights || valueWeight + zeroWeight > 0,
        "normalise-weights",
        "needs a weight above zero",
        normaliseWeights);
  }

  /** The sum of terms without anything to report. */
  public Wced(
      List<GeneSet> genes,
      double valueWeight,
      double zeroWeight,
      CellDecoderSpec decoder,
      double weight) {
    this(genes, List.of(), valueWeight, zeroWeight, false, decoder, weight);
  }

  /** The factor of every term besides its own. */
  double factor() {
    return normaliseWeights ? weight / (genes.size() * (valueWeight + zeroWeight)) : weight;
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

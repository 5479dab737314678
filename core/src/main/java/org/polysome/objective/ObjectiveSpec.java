package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.tokenizer.Target;

/** Seam: one thing that is asked of a model, as the configuration says it. */
public sealed interface ObjectiveSpec
    permits MaskedValues,
        MaskedGenes,
        CellToGeneValues,
        Wced,
        WholeCellCounts,
        Label,
        ElasticCellSimilarity,
        Contrastive,
        EvidenceLowerBound {

  /** What the configuration, the metrics and the parameter names call it. */
  String name();

  /** Factor of all its terms. */
  double weight();

  /** What the tokenizer has to put into a batch for it. */
  List<Target> targets();

  /** Whether it reads the states of tokens, which some models do not have. */
  default boolean readsTokens() {
    return false;
  }

  /** Whether it reads {@link Pass#variances}, which most models do not have. */
  default boolean readsVariances() {
    return false;
  }

  /** The column of {@code obs} to whose labels it gives numbers, in the order of the labels. */
  default Optional<String> givenByLabel() {
    return Optional.empty();
  }

  /**
   * Whether what a cell adds in training does not depend on the other cells of its batch. Only then
   * do small batches add up to a large one.
   */
  default boolean batchIndependent() {
    return true;
  }

  /** The live objective, with fresh parameters. */
  Objective build(ObjectiveContext context);
}

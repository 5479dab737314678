package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.model.State;
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

  /** What it reads of what a model makes of cells; not every model has all of it. */
  default Set<State> needs() {
    return Set.of(State.CELLS);
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

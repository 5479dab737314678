package org.polysome.suite;

import java.util.Optional;
import java.util.OptionalInt;
import org.polysome.anndata.AnnDataFile;
import org.polysome.matrix.DenseMatrix;

/** A model whose embeddings are made during the benchmark, with its own untrained twin beside. */
public interface JudgedModel {

  /** What its rows are called. */
  String name();

  /** What its run is called, which it may share with models of other places of that run. */
  default String runName() {
    return name();
  }

  /** Where along its run it is. */
  default RunPoint point() {
    return RunPoint.WHOLE;
  }

  /** Embeds all cells of a file, (cells, dimensions). */
  DenseMatrix embed(AnnDataFile file);

  /** As {@link #embed}, by the same model with random weights; empty where it has no weights. */
  Optional<DenseMatrix> embedUntrained(AnnDataFile file);

  /**
   * How many of some cells of a file were in the corpus that the model was trained on, by their
   * content; empty where the corpus is not at hand.
   *
   * @param rows the cells
   */
  OptionalInt seenInTraining(AnnDataFile file, int[] rows);
}

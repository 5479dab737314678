package org.polysome.objective;

import org.polysome.tensor.Tensor;

/**
 * What is predicted of the counts of cells.
 *
 * @param logs logarithms of expected normalised counts, or of one plus them (cells, genes)
 * @param cells the vectors that they were made from (cells, width)
 */
record CountPrediction(Tensor logs, Tensor cells) {}

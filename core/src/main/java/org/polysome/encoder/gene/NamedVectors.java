package org.polysome.encoder.gene;

import java.util.List;
import java.util.SequencedMap;
import org.polysome.matrix.DenseMatrix;

/**
 * The vectors of a file.
 *
 * @param names one or several names of each row, by column
 * @param vectors the rows
 */
record NamedVectors(SequencedMap<String, List<String>> names, DenseMatrix vectors) {

  /** How many rows. */
  int rows() {
    return vectors.rows();
  }
}

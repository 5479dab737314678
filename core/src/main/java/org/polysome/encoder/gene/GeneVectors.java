package org.polysome.encoder.gene;

import org.polysome.matrix.DenseMatrix;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Vectors of some genes of a vocabulary.
 *
 * @param genes vocabulary ids, strictly ascending
 * @param vectors one row per gene, in that order
 */
public record GeneVectors(int[] genes, DenseMatrix vectors) {

  /** Checks that there is one row per gene. */
  public GeneVectors {
    if (genes.length != vectors.rows()) {
      throw new IllegalArgumentException(
          genes.length + " genes but " + vectors.rows() + " vectors");
    }
  }

  /** Numbers per vector. */
  public int dimensions() {
    return vectors.columns();
  }

  /** The vectors as float32 (genes, dimensions). */
  Tensor tensor() {
    float[] numbers = new float[vectors.values().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) vectors.values()[i];
    }
    return Tensors.of(numbers, vectors.rows(), vectors.columns());
  }
}

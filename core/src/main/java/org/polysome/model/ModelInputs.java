package org.polysome.model;

import java.util.Map;

/**
 * What a model is built for.
 *
 * @param genes size of the vocabulary
 * @param labels how many labels there are in each column of {@code obs} that the model reads
 */
public record ModelInputs(int genes, Map<String, Integer> labels) {

  /** Copies the labels. */
  public ModelInputs {
    labels = Map.copyOf(labels);
  }

  /** Genes and no labels. */
  public static ModelInputs of(int genes) {
    return new ModelInputs(genes, Map.of());
  }
}

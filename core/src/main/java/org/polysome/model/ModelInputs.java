package org.polysome.model;

import java.util.Map;

/**
 * What a model is built for.
 *
 * @param genes size of the vocabulary
 * @param labels how many labels there are in each column of {@code obs} that the model reads
 * @param furtherKinds kinds of tokens that the tokenizer writes beyond those of every model
 */
public record ModelInputs(int genes, Map<String, Integer> labels, int furtherKinds) {

  /** Copies the labels. */
  public ModelInputs {
    labels = Map.copyOf(labels);
  }

  /** Without further kinds of tokens. */
  public ModelInputs(int genes, Map<String, Integer> labels) {
    this(genes, labels, 0);
  }

  /** The same with other numbers of labels. */
  ModelInputs withLabels(Map<String, Integer> others) {
    return new ModelInputs(genes, others, furtherKinds);
  }

  /** Genes and no labels. */
  public static ModelInputs of(int genes) {
    return new ModelInputs(genes, Map.of());
  }
}

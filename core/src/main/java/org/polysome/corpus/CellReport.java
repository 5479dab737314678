package org.polysome.corpus;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What became of the cells of a source. Each cell is counted under the first reason that applies.
 *
 * @param cells in the file
 * @param notSelected left out by the query over {@code obs}, the list of cells or their
 *     perturbation
 * @param rareLabel left out for a label that too few cells have; absent in reports of earlier
 *     versions
 * @param fewCounts left out for too few counts
 * @param manyCounts left out for too many counts
 * @param fewGenes left out for too few genes
 * @param manyGenes left out for too many genes
 * @param mitochondrial left out for too high a mitochondrial share
 * @param ribosomal left out for too high a ribosomal share; absent in reports of earlier versions
 * @param empty left out because no gene of the vocabulary was seen in them
 * @param notDrawn left out by the fraction
 * @param kept in the corpus
 * @param meanCounts mean number of counts of a kept cell, over the vocabulary
 * @param meanGenes mean number of genes seen in a kept cell, over the vocabulary
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CellReport(
    int cells,
    int notSelected,
    Optional<Integer> rareLabel,
    int fewCounts,
    int manyCounts,
    int fewGenes,
    int manyGenes,
    int mitochondrial,
    Optional<Integer> ribosomal,
    int empty,
    int notDrawn,
    int kept,
    double meanCounts,
    double meanGenes) {

  /** The cells read, and those left out by reason, in words. */
  String words() {
    StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "%,d cells", cells));
    append(words, notSelected, "not selected");
    append(words, rareLabel.orElse(0), "of a rare label");
    append(words, fewCounts, "with too few counts");
    append(words, manyCounts, "with too many counts");
    append(words, fewGenes, "with too few genes");
    append(words, manyGenes, "with too many genes");
    append(words, mitochondrial, "with too high a mitochondrial share");
    append(words, ribosomal.orElse(0), "with too high a ribosomal share");
    append(words, empty, "without a gene of the vocabulary");
    append(words, notDrawn, "not drawn");
    return words.toString();
  }

  private static void append(StringBuilder words, int count, String what) {
    if (count > 0) {
      words.append(String.format(Locale.ROOT, ", %,d %s", count, what));
    }
  }
}

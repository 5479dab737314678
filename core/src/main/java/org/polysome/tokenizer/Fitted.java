package org.polysome.tokenizer;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tokenizer needs to know of the training cells. It is fitted there once and stored in the
 * run; embedding fits nothing.
 *
 * @param selected the genes that a {@link GeneSelection.HighlyVariable} or {@link
 *     GeneSelection.Given} stands for; empty for every gene
 * @param medians for each gene of the vocabulary the median of 10,000 count / total among the cells
 *     that show it; 0 for a gene that none shows
 * @param frequencies for each gene the number of cells that show it
 * @param geneRanks for each gene its place in the order by metadata
 * @param targetDepth the largest total of a cell
 * @param flagged for each field that flags genes, by its name, the flagged genes for each label
 *     code of its column; for a field without a column one set
 * @param chromosomes for each gene the place of its chromosome in {@link
 *     TokenizerSpec#chromosomes}, or {@link #NO_CHROMOSOME}
 */
public record Fitted(
    Optional<BitSet> selected,
    Optional<double[]> medians,
    Optional<double[]> frequencies,
    Optional<int[]> geneRanks,
    Optional<Double> targetDepth,
    Map<String, List<BitSet>> flagged,
    Optional<int[]> chromosomes) {

  /** The place of a gene that lies on none of the chromosomes that have tokens. */
  public static final int NO_CHROMOSOME = -1;

  /** The scale in which medians are given. */
  public static final double MEDIAN_TARGET_SUM = 10_000;

  /** Nothing, for tokenizers that need nothing. */
  public static final Fitted NOTHING = of(Optional.empty());

  /** Copies the flags. */
  public Fitted {
    flagged = Map.copyOf(flagged);
  }

  /** Without flagged genes. */
  public Fitted(
      Optional<BitSet> selected,
      Optional<double[]> medians,
      Optional<double[]> frequencies,
      Optional<int[]> geneRanks,
      Optional<Double> targetDepth) {
    this(selected, medians, frequencies, geneRanks, targetDepth, Map.of(), Optional.empty());
  }

  /** The same with flagged genes. */
  public Fitted withFlagged(Map<String, List<BitSet>> genes) {
    return new Fitted(selected, medians, frequencies, geneRanks, targetDepth, genes, chromosomes);
  }

  /** The same with the chromosomes of genes. */
  public Fitted withChromosomes(Optional<int[]> places) {
    return new Fitted(selected, medians, frequencies, geneRanks, targetDepth, flagged, places);
  }

  /** Selected genes and nothing else. */
  public static Fitted of(Optional<BitSet> selected) {
    return new Fitted(
        selected, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Checks that all that a tokenizer needs is there, for so many genes. */
  void check(TokenizerSpec spec, int vocabulary) {
    boolean restricts =
        spec.genes() instanceof GeneSelection.HighlyVariable
            || spec.genes() instanceof GeneSelection.Given;
    if (restricts != selected.isPresent()) {
      throw new IllegalArgumentException(
          spec.genes() + (restricts ? " needs" : " takes no") + " selected genes");
    }
    require(spec.needsMedians(), medians.map(table -> table.length), vocabulary, "medians");
    require(
        spec.needsFrequencies(), frequencies.map(table -> table.length), vocabulary, "frequencies");
    require(
        spec.needsGeneRanks(),
        geneRanks.map(table -> table.length),
        vocabulary,
        "an order of genes");
    require(
        !spec.chromosomes().isEmpty(),
        chromosomes.map(table -> table.length),
        vocabulary,
        "the chromosomes");
    for (TokenField field : spec.fields()) {
      boolean flags = !(field instanceof TokenField.CellState);
      require(
          flags,
          Optional.ofNullable(flagged.get(field.name())).map(sets -> vocabulary),
          vocabulary,
          "the genes that field '" + field.name() + "' flags, for each label,");
    }
    require(spec.needsTargetDepth(), targetDepth.map(depth -> vocabulary), vocabulary, "a depth");
  }

  private static void require(
      boolean needed, Optional<Integer> length, int vocabulary, String what) {
    if (needed && length.filter(found -> found == vocabulary).isEmpty()) {
      throw new IllegalArgumentException(
          "the tokenizer needs " + what + " of the " + vocabulary + " genes of the vocabulary");
    }
  }
}

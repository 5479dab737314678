package org.polysome.tokenizer;

import java.util.Map;
import java.util.Optional;

/**
 * A batch of tokenised cells in primitive arrays, no tensors. Token arrays are row-major (cells,
 * tokens); where there is no gene (cls, depth, pad) the gene id is one of the special rows after
 * the vocabulary ({@link #special}).
 *
 * @param cells number of cells
 * @param tokens length of the longest cell, to which the others are padded
 * @param genes gene id of each token: a vocabulary id, or vocabulary size + the kind's code for
 *     tokens without a gene
 * @param values normalised value of each token as the tokenizer's spec says; 0 where hidden or
 *     absent
 * @param counts raw count of each token; 0 where hidden or absent
 * @param kinds {@link TokenKind#code()} of each token; of a chromosome, that of {@link
 *     TokenKind#CHROMOSOME} and its place among those that have tokens
 * @param lengths number of tokens of each cell before padding
 * @param sources source of each cell, a row of the table of measured genes
 * @param fields further integers per token, by name (perturbation flags, say)
 * @param masked the hidden values, if an objective asked for them
 * @param maskedGenes the tokens whose genes are hidden, if an objective asked for them
 * @param whole the whole cells before sampling and masking, if an objective asked for them
 * @param labels a label code per cell by column, {@link #NO_LABEL} where missing
 */
public record TokenBatch(
    int cells,
    int tokens,
    int[] genes,
    float[] values,
    float[] counts,
    byte[] kinds,
    int[] lengths,
    int[] sources,
    Map<String, int[]> fields,
    Optional<Masked> masked,
    Optional<Masked> maskedGenes,
    Optional<WholeCells> whole,
    Map<String, int[]> labels) {

  /** The label code of a cell whose label is missing. */
  public static final int NO_LABEL = -1;

  /** Checks the lengths of the token arrays. */
  public TokenBatch {
    int size = Math.multiplyExact(cells, tokens);
    if (genes.length != size
        || values.length != size
        || counts.length != size
        || kinds.length != size) {
      throw new IllegalArgumentException("token arrays do not fill " + cells + " x " + tokens);
    }
    if (lengths.length != cells || sources.length != cells) {
      throw new IllegalArgumentException("lengths or sources do not fit " + cells + " cells");
    }
    fields = Map.copyOf(fields);
    labels = Map.copyOf(labels);
  }

  /** A batch of which no gene is hidden. */
  public TokenBatch(
      int cells,
      int tokens,
      int[] genes,
      float[] values,
      float[] counts,
      byte[] kinds,
      int[] lengths,
      int[] sources,
      Map<String, int[]> fields,
      Optional<Masked> masked,
      Optional<WholeCells> whole,
      Map<String, int[]> labels) {
    this(
        cells,
        tokens,
        genes,
        values,
        counts,
        kinds,
        lengths,
        sources,
        fields,
        masked,
        Optional.empty(),
        whole,
        labels);
  }

  /** The same batch with other label codes of its cells by column. */
  public TokenBatch withLabels(Map<String, int[]> others) {
    return new TokenBatch(
        cells,
        tokens,
        genes,
        values,
        counts,
        kinds,
        lengths,
        sources,
        fields,
        masked,
        maskedGenes,
        whole,
        others);
  }

  /** The row of the gene table that stands for a kind of token without a gene. */
  public static int special(int vocabulary, TokenKind kind) {
    return vocabulary + kind.ordinal();
  }

  /**
   * Tokens that are asked for: flat positions ({@code cell * tokens + token}), ascending, with the
   * gene, value and count that the token truly has.
   */
  public record Masked(int[] positions, int[] genes, float[] values, float[] counts) {}

  /**
   * Whole cells as sparse rows over the vocabulary: cell c holds {@code indptr[c]} to {@code
   * indptr[c + 1]}. Values are normalised as the tokens are. Genes that are not listed are zero if
   * the cell's source measured them, and unknown if not.
   *
   * @param measured which genes each of {@link TokenBatch#sources} measured
   */
  public record WholeCells(
      int[] indptr, int[] genes, float[] values, float[] counts, MeasuredGenes measured) {}
}

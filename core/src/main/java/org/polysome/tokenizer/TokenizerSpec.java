package org.polysome.tokenizer;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * How a cell becomes tokens. Steps follow each other in this order: genes are chosen (or ordered
 * and cut), some are left out, the rest is ordered, counts are thinned, values are normalised, and
 * what an objective asks for is hidden.
 *
 * @param genes which genes may become tokens
 * @param length most tokens of a cell, those that stand for no gene included
 * @param sampling which of them are taken when they are too many
 * @param cls whether the first token stands for the cell
 * @param end whether the last token stands for the end of the cell ({@code <eos>} of Geneformer V2,
 *     {@code [SEP]} of BMFM-RNA's code); it takes one place of the length and is never cut
 * @param normalisation from counts to values
 * @param order the order of the tokens
 * @param dropout which of the chosen genes are left out again
 * @param depth whether cells are thinned, and told their depth by two tokens after the cls token
 * @param totals over which counts the total of a cell is taken, for values and depths
 * @param fields further integers that tokens carry
 */
public record TokenizerSpec(
    @Default("non-zero") GeneSelection genes,
    @Default("512") int length,
    @Default("uniform") Sampling sampling,
    @Default("true") boolean cls,
    @Default("false") boolean end,
    @Default("library-size") Normalisation normalisation,
    @Default("by-id") TokenOrder order,
    @Default("none") InputDropout dropout,
    @Default("none") Depth depth,
    @Default("cell") Totals totals,
    @Default("[]") List<TokenField> fields) {

  /** Checks the length and that the parts fit each other. */
  public TokenizerSpec {
    fields = List.copyOf(fields);
    if (fields.stream().map(TokenField::name).distinct().count() < fields.size()) {
      throw new UsageException("fields: two of them have one name");
    }
    int least = Math.max(2, special(cls, end, depth) + 2 * chromosomes(order).size() + 1);
    if (length < least) {
      throw new UsageException(
          "length: %d tokens are too few, use at least %d".formatted(length, least));
    }
    if (order.cuts() && !(sampling instanceof Sampling.Uniform)) {
      throw new UsageException(
          "sampling: the order cuts genes that are too many, so that none is sampled; leave it"
              + " out");
    }
    boolean seenOnly =
        sampling instanceof Sampling.LongTail || order instanceof TokenOrder.Repetition;
    if (seenOnly && genes.zeros()) {
      throw new UsageException(
          "genes: long-tail sampling and expression by repetition choose among seen genes; use"
              + " non-zero, or zeros: false");
    }
    if (order instanceof TokenOrder.Repetition) {
      checkRepetition(sampling, depth);
    }
    if (depth instanceof Depth.PoissonRenoise && totals != Totals.SEQUENCE) {
      throw new UsageException(
          "totals: poisson-renoise knows the counts of the tokens only; use totals: sequence");
    }
  }

  private static int special(boolean cls, boolean end, Depth depth) {
    return (cls ? 1 : 0) + (end ? 1 : 0) + depth.tokens();
  }

  private static void checkRepetition(Sampling sampling, Depth depth) {
    if (!(sampling instanceof Sampling.Uniform)) {
      throw new UsageException(
          "sampling: expression by repetition draws genes in its own way; leave it out");
    }
    if (!(depth instanceof Depth.None)) {
      throw new UsageException(
          "depth: expression by repetition counts a gene once for each copy; use depth: none");
    }
  }

  /** With tokens in the order of the vocabulary, none left out, at full depth, without an end. */
  public TokenizerSpec(
      GeneSelection genes,
      int length,
      Sampling sampling,
      boolean cls,
      Normalisation normalisation) {
    this(
        genes,
        length,
        sampling,
        cls,
        false,
        normalisation,
        TokenOrder.BY_ID,
        InputDropout.NONE,
        Depth.NONE,
        Totals.CELL,
        List.of());
  }

  /** The same with another number of tokens. */
  public TokenizerSpec withLength(int newLength) {
    return new TokenizerSpec(
        genes, newLength, sampling, cls, end, normalisation, order, dropout, depth, totals, fields);
  }

  /**
   * The same with other genes taken where they are too many.
   *
   * @throws UsageException if that does not fit the other parts
   */
  public TokenizerSpec withSampling(Sampling other) {
    return new TokenizerSpec(
        genes, length, other, cls, end, normalisation, order, dropout, depth, totals, fields);
  }

  /** The columns of {@code obs} whose labels its fields need. */
  public List<String> labels() {
    return fields.stream().flatMap(field -> field.column().stream()).distinct().toList();
  }

  /** Number of tokens that stand for no gene. */
  public int special() {
    return special(cls, end, depth);
  }

  private static List<String> chromosomes(TokenOrder order) {
    return order instanceof TokenOrder.Repetition repetition ? repetition.chromosomes() : List.of();
  }

  /** The chromosomes that tokens bracket. */
  public List<String> chromosomes() {
    return chromosomes(order);
  }

  /**
   * Kinds of tokens without a gene that it writes beyond those of {@link TokenKind#ALWAYS}: the
   * end, and where chromosomes have tokens also their end and each of them.
   */
  public int furtherKinds() {
    int named = chromosomes().size();
    return named > 0 ? TokenKind.CHROMOSOME.ordinal() - TokenKind.ALWAYS + named : end ? 1 : 0;
  }

  /** How many genes fit beside the tokens that stand for none. */
  public int room() {
    return length - special() - 2 * chromosomes().size();
  }

  /** Whether it needs the medians of the genes ({@link Fitted#medians}). */
  public boolean needsMedians() {
    return order instanceof TokenOrder.Rank || normalisation instanceof Normalisation.Median;
  }

  /** Whether it needs the number of cells that show each gene ({@link Fitted#frequencies}). */
  public boolean needsFrequencies() {
    return sampling instanceof Sampling.Frequency(double temperature) && temperature != 0;
  }

  /** Whether it needs a given order of the genes ({@link Fitted#geneRanks}). */
  public boolean needsGeneRanks() {
    return order instanceof TokenOrder.ByMetadata || order instanceof TokenOrder.Repetition;
  }

  /** Whether it needs the largest total of the training cells ({@link Fitted#targetDepth}). */
  public boolean needsTargetDepth() {
    return switch (depth) {
      case Depth.None none -> false;
      case Depth.ReadDepthAware aware -> aware.align() instanceof Depth.Aim.Corpus;
      case Depth.PoissonRenoise noise -> noise.align() instanceof Depth.Aim.Corpus;
    };
  }
}

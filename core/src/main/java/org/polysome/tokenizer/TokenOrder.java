package org.polysome.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * In which order the genes of a cell become tokens. Where the order falls on two genes alike, the
 * one with the smaller vocabulary id comes first.
 */
public sealed interface TokenOrder {

  /** Ascending vocabulary ids. */
  TokenOrder BY_ID = new ById();

  /**
   * Whether genes that are too many are cut at the end of the order, so that none is sampled. It
   * then says which genes are tokens, not only where.
   */
  default boolean cuts() {
    return false;
  }

  /** Ascending vocabulary ids. */
  record ById() implements TokenOrder {}

  /** A random order, another in every epoch. */
  record Shuffled() implements TokenOrder {}

  /**
   * Descending by count / total / median of the gene among the cells that show it (Geneformer's
   * rank value encoding), cut at the end. Genes without a median are no tokens.
   *
   * @param medians a file of lines {@code gene, tab, median}; absent to fit them on the training
   *     cells
   */
  record Rank(Optional<Path> medians) implements TokenOrder {
    @Override
    public boolean cuts() {
      return true;
    }
  }

  /**
   * Descending by count.
   *
   * @param cuts whether genes that are too many are cut at the end instead of sampled
   */
  record ByExpression(@Default("true") boolean cuts) implements TokenOrder {}

  /**
   * By what is known of the genes; genes of which nothing is known come last.
   *
   * @param columns columns of the corpus's {@code var}, the first the most important; numbers
   *     ascend as numbers, and so do the numbers within texts (chr2 before chr10)
   * @param file instead of columns a text file with the genes in order, one name per line
   * @param table a table of genes (CSV or TSV, the first column names them) that has the columns
   *     instead of {@code var}
   */
  record ByMetadata(@Default("[]") List<String> columns, Optional<Path> file, Optional<Path> table)
      implements TokenOrder {
    /** Checks that there are columns or a file, and not both. */
    public ByMetadata {
      columns = List.copyOf(columns);
      checkSource(columns, file, table);
    }
  }

  /**
   * Expression by repetition: as many genes as fit are drawn with replacement, with the weight
   * log(1 + count), so that genes come as often as they are expressed, and are then ordered by
   * where they lie on the genome (UCE). It takes seen genes and cannot hide any, as another copy
   * would show it.
   *
   * <p>The genes of a named chromosome stand between a token of that chromosome and one token for
   * the end of any (UCE). Two places of the tokenizer's length are kept for each name, so that the
   * same number of genes is drawn for every cell; genes of other chromosomes come last.
   *
   * @param columns columns of the corpus's {@code var} that say where genes lie
   * @param file instead of columns a text file with the genes in order, one name per line
   * @param table a table of genes (CSV or TSV, the first column names them) that has the columns
   *     instead of {@code var}
   * @param chromosomes names of chromosomes, as the first of the columns has them, that tokens
   *     bracket; each has a vector
   * @param shuffleChromosomes whether the order of those is drawn for each cell
   */
  record Repetition(
      @Default("[chromosome, start]") List<String> columns,
      Optional<Path> file,
      Optional<Path> table,
      @Default("[]") List<String> chromosomes,
      @Default("false") boolean shuffleChromosomes)
      implements TokenOrder {
    /** Checks that there are columns or a file; a file goes before the default columns. */
    public Repetition {
      columns = file.isPresent() ? List.of() : List.copyOf(columns);
      checkSource(columns, file, table);
      chromosomes = List.copyOf(chromosomes);
      checkChromosomes(chromosomes, shuffleChromosomes, file);
    }

    /** Without tokens of chromosomes. */
    public Repetition(List<String> columns, Optional<Path> file, Optional<Path> table) {
      this(columns, file, table, List.of(), false);
    }
  }

  private static void checkChromosomes(
      List<String> chromosomes, boolean shuffled, Optional<Path> file) {
    if (chromosomes.stream().distinct().count() < chromosomes.size()
        || chromosomes.size() > TokenKind.MOST_CHROMOSOMES) {
      throw new UsageException(
          "chromosomes: expected at most %d names, each once"
              .formatted(TokenKind.MOST_CHROMOSOMES));
    }
    if (chromosomes.isEmpty() && shuffled) {
      throw new UsageException("shuffle-chromosomes: name the chromosomes that are shuffled");
    }
    if (!chromosomes.isEmpty() && file.isPresent()) {
      throw new UsageException(
          "chromosomes: a file with the genes in order does not say where they lie; use columns");
    }
  }

  private static void checkSource(List<String> columns, Optional<Path> file, Optional<Path> table) {
    if (file.isPresent() && table.isPresent()) {
      throw new UsageException("table: a file with the genes in order needs no table of them");
    }
    if (columns.isEmpty() == file.isEmpty()) {
      throw new UsageException(
          "columns: an order of genes needs either 'columns' of var or a 'file', and not both");
    }
  }
}

package org.polysome.tokenizer;

import java.util.Optional;

/**
 * Writes the tokens around the genes of a chromosome (UCE): one of the chromosome before them, one
 * for the end of any after them. Not thread-safe.
 */
final class ChromosomeBrackets {

  private final int[] chromosomes;
  private final int vocabulary;
  private int open = Fitted.NO_CHROMOSOME;

  private ChromosomeBrackets(int[] chromosomes) {
    this.chromosomes = chromosomes;
    vocabulary = chromosomes.length;
  }

  /** Those of a tokenizer, if it writes any. */
  static Optional<ChromosomeBrackets> of(Tokenizer tokenizer) {
    return tokenizer.spec().chromosomes().isEmpty()
        ? Optional.empty()
        : tokenizer.fitted().chromosomes().map(ChromosomeBrackets::new);
  }

  /** Turns to another cell. */
  void begin() {
    open = Fitted.NO_CHROMOSOME;
  }

  /** Writes what belongs between the gene before and this one. */
  void before(int gene, TokenRows rows) {
    int chromosome = chromosomes[gene];
    if (chromosome != open) {
      close(rows);
      open = chromosome;
      if (open != Fitted.NO_CHROMOSOME) {
        add(TokenKind.CHROMOSOME.ordinal() + open, rows);
      }
    }
  }

  /** Writes the end of the chromosome that is open, if one is. */
  void close(TokenRows rows) {
    if (open != Fitted.NO_CHROMOSOME) {
      add(TokenKind.CHROMOSOME_END.ordinal(), rows);
    }
    open = Fitted.NO_CHROMOSOME;
  }

  private void add(int kind, TokenRows rows) {
    rows.add(vocabulary + kind, kind, 0, 0);
  }
}

package org.polysome.tokenizer;

import java.util.List;
import java.util.Optional;

/**
 * The masks of a batch, of values and of genes. A token is asked for its value or for its gene,
 * never for both. Not thread-safe.
 */
final class Masks {

  private final Optional<Mask> values;
  private final Optional<Mask> genes;
  private final boolean named;
  private final int vocabulary;
  private Sequence sequence = new Sequence();
  private Draw draw = Draw.embedding(0);
  private boolean hides;

  private record Mask(MaskRule rule, MaskChoice choice, MaskedRows rows) {
    static Mask of(MaskRule rule) {
      return new Mask(rule, new MaskChoice(rule), new MaskedRows());
    }
  }

  private Masks(Optional<Mask> values, Optional<Mask> genes, boolean named, int vocabulary) {
    this.named = named;
    this.values = values;
    this.genes = genes;
    this.vocabulary = vocabulary;
  }

  static Masks of(List<Target> targets, int vocabulary) {
    boolean named = Targets.only(Target.NamedValues.class, targets).isPresent();
    Optional<MaskRule> rule =
        named
            ? Optional.of(MaskRule.ofNamed())
            : Targets.only(Target.MaskedValues.class, targets).map(MaskRule::of);
    return new Masks(
        rule.map(Mask::of),
        Targets.only(Target.MaskedGenes.class, targets).map(MaskRule::of).map(Mask::of),
        named,
        vocabulary);
  }

  /** Whether anything may be hidden. */
  boolean any() {
    return values.isPresent() || genes.isPresent();
  }

  /** Whether something is hidden of the cells of this batch. */
  boolean hides() {
    return hides;
  }

  /** Starts a batch. */
  void begin(Draw newDraw) {
    values.ifPresent(mask -> mask.rows.clear());
    genes.ifPresent(mask -> mask.rows.clear());
    draw = newDraw;
    hides = any() && (named || draw.hides());
  }

  /**
   * Turns to a cell of a batch of which something is hidden, and chooses.
   *
   * @param special number of tokens of the cell that stand for no gene
   */
  void begin(CellBuffer cell, CellSteps steps, int special) {
    sequence = steps.sequence();
    ValueTable shown = steps.shownValues();
    int tokens = special + sequence.size();
    if (named) {
      values.orElseThrow().choice.begin(sequence, steps.named());
    } else if (values.isPresent()) {
      MaskRule rule = values.get().rule;
      values
          .get()
          .choice
          .begin(draw.seed(cell.contentHash(), rule.purpose()), sequence, shown, tokens);
    }
    if (genes.isPresent()) {
      long seed = draw.seed(cell.contentHash(), genes.get().rule.purpose());
      if (values.isPresent()) {
        genes.get().choice.begin(seed, values.get().choice, tokens);
      } else {
        genes.get().choice.begin(seed, sequence, shown, tokens);
      }
    }
  }

  /** For each token of the cell, not 0 where its value or its gene is asked for. */
  byte[] asked() {
    if (values.isPresent() && genes.isPresent()) {
      return genes.get().choice.fatesOver(values.get().choice);
    }
    return values.or(() -> genes).orElseThrow().choice.fates();
  }

  /** What becomes of the value of a token. */
  MaskChoice.Fate ofValue(int token) {
    return values.isPresent() ? values.get().choice.fate(token) : MaskChoice.Fate.SHOWN;
  }

  /** The token of which a token shows the value instead of its own. */
  int other(int token) {
    return values.orElseThrow().choice.other(token, sequence.size());
  }

  /** The gene id that a token shows. */
  int gene(int token, int gene) {
    if (genes.isEmpty()) {
      return gene;
    }
    MaskChoice choice = genes.get().choice;
    return switch (choice.fate(token)) {
      case SHOWN, KEPT -> gene;
      case MASKED -> TokenBatch.special(vocabulary, TokenKind.MASK);
      case RANDOM -> choice.other(token, vocabulary);
    };
  }

  /** Keeps aside what the token that comes next into the rows truly is, if it is asked for. */
  void note(int token, TokenRows tokens, ValueTable table) {
    if (values.isPresent()) {
      note(values.get(), token, tokens, table);
    }
    if (genes.isPresent()) {
      note(genes.get(), token, tokens, table);
    }
  }

  private void note(Mask mask, int token, TokenRows tokens, ValueTable table) {
    if (mask.choice.asksFor(token)) {
      int gene = sequence.gene(token);
      float count = sequence.count(token);
      int cell = tokens.cells() - 1;
      mask.rows.at(cell, tokens.length(cell));
      mask.rows.hold(gene, table.value(gene, count), count);
    }
  }

  Optional<TokenBatch.Masked> values(int stride) {
    return values.filter(mask -> hides).map(mask -> mask.rows.build(stride));
  }

  Optional<TokenBatch.Masked> genes(int stride) {
    return genes.filter(mask -> hides).map(mask -> mask.rows.build(stride));
  }
}

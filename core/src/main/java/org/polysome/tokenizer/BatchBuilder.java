package org.polysome.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokenises cells one by one into a batch; {@link Tokenizer#builder} makes one. It may be used for
 * batch after batch and then allocates no more than the arrays of the {@link TokenBatch}. Not
 * thread-safe: one per thread.
 */
public final class BatchBuilder {

  private final TokenizerSpec spec;
  private final int vocabulary;
  private final GeneSampler sampler;
  private final ValueTable table;
  private final TokenRows rows = new TokenRows();
  private final Ints sources = new Ints();
  private final Sequence sequence = new Sequence();
  private final Masks masks;
  private final Optional<WholeRows> whole;
  private Draw draw = Draw.embedding(0);

  BatchBuilder(Tokenizer tokenizer, List<Target> targets) {
    this.spec = tokenizer.spec();
    this.vocabulary = tokenizer.vocabulary();
    this.sampler = new GeneSampler(spec, tokenizer.candidates(), sequence);
    this.table = new ValueTable(spec.normalisation());
    this.masks = Masks.of(targets, vocabulary);
    this.whole = Targets.only(Target.WholeCell.class, targets).map(t -> new WholeRows());
  }

  /** Starts a batch, forgetting what was added before. */
  public BatchBuilder begin(Draw newDraw) {
    draw = newDraw;
    rows.clear();
    sources.clear();
    masks.begin(newDraw);
    whole.ifPresent(WholeRows::clear);
    return this;
  }

  /** Adds a cell. */
  public void add(CellBuffer cell) {
    rows.beginCell();
    sources.add(cell.source());
    table.begin(cell);
    sampler.choose(cell, draw);
    if (spec.cls()) {
      rows.add(TokenBatch.special(vocabulary, TokenKind.CLS), TokenKind.CLS, 0, 0);
    }
    int special = rows.length(rows.cells() - 1);
    masks.begin(cell, sequence, special);
    for (int i = 0; i < sequence.size(); i++) {
      addGene(i);
    }
    whole.ifPresent(target -> target.add(cell, table));
  }

  /**
   * The batch of the cells added since {@link #begin}.
   *
   * @param labels label codes of these cells by column, for the label targets
   */
  public TokenBatch build(Map<String, int[]> labels) {
    int[] lengths = rows.lengths();
    // A batch of empty cells without a cls token still has a column, all of it padding.
    int stride = Math.max(1, Arrays.stream(lengths).max().orElse(1));
    int size = Math.multiplyExact(lengths.length, stride);
    int[] genes = new int[size];
    float[] values = new float[size];
    float[] counts = new float[size];
    byte[] kinds = new byte[size];
    Arrays.fill(genes, TokenBatch.special(vocabulary, TokenKind.PAD));
    for (int cell = 0; cell < lengths.length; cell++) {
      int from = rows.start(cell);
      int at = cell * stride;
      rows.genes.copy(from, genes, at, lengths[cell]);
      rows.values.copy(from, values, at, lengths[cell]);
      rows.counts.copy(from, counts, at, lengths[cell]);
      for (int token = 0; token < lengths[cell]; token++) {
        kinds[at + token] = (byte) rows.kinds.get(from + token);
      }
    }
    return new TokenBatch(
        lengths.length,
        stride,
        genes,
        values,
        counts,
        kinds,
        lengths,
        sources.toArray(),
        Map.of(),
        masks.values(stride),
        masks.genes(stride),
        whole.map(WholeRows::build),
        labels);
  }

  private void addGene(int token) {
    int gene = sequence.gene(token);
    float count = sequence.shown(token);
    masks.note(token, rows, gene, table.value(sequence.count(token)), sequence.count(token));
    switch (masks.ofValue(token)) {
      case SHOWN, KEPT -> addGene(token, gene, count);
      case RANDOM -> addGene(token, gene, masks.otherCount(token));
      case MASKED -> rows.add(gene, TokenKind.MASK, 0, 0);
    }
  }

  private void addGene(int token, int gene, float count) {
    TokenKind kind = count == 0 ? TokenKind.ZERO : TokenKind.VALUE;
    rows.add(masks.gene(token, gene), kind, table.value(count), count);
  }
}

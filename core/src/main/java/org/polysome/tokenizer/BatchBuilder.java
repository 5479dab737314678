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
  private final Optional<MaskedRows> masked;
  private final Optional<WholeRows> whole;
  private Draw draw = Draw.embedding(0);

  BatchBuilder(Tokenizer tokenizer, List<Target> targets) {
    this.spec = tokenizer.spec();
    this.vocabulary = tokenizer.vocabulary();
    this.sampler = new GeneSampler(spec, tokenizer.candidates());
    this.table = new ValueTable(spec.normalisation());
    this.masked =
        Targets.only(Target.MaskedValues.class, targets).map(t -> new MaskedRows(t.ratio()));
    this.whole = Targets.only(Target.WholeCell.class, targets).map(t -> new WholeRows());
  }

  /** Starts a batch, forgetting what was added before. */
  public BatchBuilder begin(Draw newDraw) {
    draw = newDraw;
    rows.clear();
    sources.clear();
    masked.ifPresent(MaskedRows::clear);
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
    if (masked.isPresent() && draw.hides()) {
      addMasked(masked.get(), cell);
    } else {
      addPlain();
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
        masked.filter(target -> draw.hides()).map(target -> target.build(stride)),
        whole.map(WholeRows::build),
        labels);
  }

  private void addPlain() {
    for (int i = 0; i < sampler.size(); i++) {
      addGene(sampler.genes()[i], sampler.counts()[i]);
    }
  }

  private void addGene(int gene, float count) {
    rows.add(gene, count == 0 ? TokenKind.ZERO : TokenKind.VALUE, table.value(count), count);
  }

  private void addMasked(MaskedRows target, CellBuffer cell) {
    target.begin(cell, draw, sampler.size());
    int index = rows.cells() - 1;
    for (int i = 0; i < sampler.size(); i++) {
      int gene = sampler.genes()[i];
      float count = sampler.counts()[i];
      if (target.hides(i)) {
        target.at(index, rows.length(index));
        target.hold(gene, table.value(count), count);
        rows.add(gene, TokenKind.MASK, 0, 0);
      } else {
        addGene(gene, count);
      }
    }
  }
}

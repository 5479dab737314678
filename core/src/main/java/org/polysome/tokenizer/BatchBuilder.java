package org.polysome.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.fault.UsageException;

/**
 * Tokenises cells one by one into a batch; {@link Tokenizer#builder} makes one. It may be used for
 * batch after batch and then allocates no more than the arrays of the {@link TokenBatch}. Not
 * thread-safe: one per thread.
 */
public final class BatchBuilder {

  private final TokenizerSpec spec;
  private final int vocabulary;
  private final int leastTokens;
  private final CellSteps steps;
  private final FieldCodes fields;
  private final TokenRows rows = new TokenRows();
  private final Ints sources = new Ints();
  private final Masks masks;
  private final Optional<ChromosomeBrackets> brackets;
  private final Optional<WholeRows> whole;
  private final boolean onlyWhole;
  private final List<CellBuffer> waiting = new ArrayList<>();
  private int waitingCells;
  private Draw draw = Draw.embedding(0);

  BatchBuilder(Tokenizer tokenizer, List<Target> targets) {
    this.spec = tokenizer.spec();
    this.vocabulary = tokenizer.vocabulary();
    this.leastTokens = tokenizer.leastTokens();
    this.steps = new CellSteps(tokenizer);
    this.fields = new FieldCodes(tokenizer);
    this.masks = Masks.of(targets, vocabulary);
    this.brackets = ChromosomeBrackets.of(tokenizer);
    this.onlyWhole = tokenizer.wholeCells();
    boolean asked = Targets.only(Target.WholeCell.class, targets).isPresent();
    Optional<BitSet> kept = onlyWhole ? tokenizer.fitted().selected() : Optional.empty();
    this.whole =
        asked || onlyWhole
            ? Optional.of(new WholeRows(tokenizer.measured(), kept))
            : Optional.empty();
    if (masks.any() && onlyWhole) {
      throw new UsageException(
          "objectives: one of them hides values or genes of tokens, and this model reads whole cells"
              + " and no tokens");
    }
    if (masks.any() && spec.order() instanceof TokenOrder.Repetition) {
      throw new UsageException(
          "tokenizer.order: in expression by repetition nothing can be hidden, since another copy"
              + " of the gene shows it; use another order or another objective");
    }
  }

  /** Starts a batch, forgetting what was added before. */
  public BatchBuilder begin(Draw newDraw) {
    draw = newDraw;
    waitingCells = 0;
    steps.batchWise().ifPresent(BatchWisePicker::forget);
    rows.clear();
    sources.clear();
    masks.begin(draw);
    whole.ifPresent(WholeRows::clear);
    return this;
  }

  /** Adds a cell. */
  public void add(CellBuffer cell) {
    if (seesMates() && !onlyWhole) {
      steps.batchWise().orElseThrow().note(cell);
      waiting(waitingCells++).set(cell);
    } else {
      alone(cell);
    }
  }

  /** Whether the tokens of a cell depend on the others of this batch. */
  private boolean seesMates() {
    return steps.batchWise().isPresent() && (draw.together() || !spec.sampling().embedsAlone());
  }

  /** Adds a cell that is a batch of its own to what would else see the others. */
  private void alone(CellBuffer cell) {
    steps.batchWise().ifPresent(picker -> picker.note(cell));
    tokenize(cell);
    steps.batchWise().ifPresent(picker -> picker.forget(cell));
  }

  /**
   * Adds a cell of which the values of some genes are asked ({@link Target.NamedValues}).
   *
   * @param named vocabulary ids, no more than {@link TokenizerSpec#room}
   * @throws UsageException if the sampling sees batch mates
   */
  public void add(CellBuffer cell, int[] named) {
    if (seesMates()) {
      throw new UsageException(
          "tokenizer.sampling: as published, batch-wise sampling sees batch mates, and a cell whose"
              + " genes are asked must not; take another with ‹sampling›");
    }
    steps.named().begin(named);
    alone(cell);
  }

  /**
   * A batch of these cells.
   *
   * @param labels codes of the cells by column
   */
  public TokenBatch build(Draw newDraw, List<Cell> cells, Map<String, int[]> labels) {
    begin(newDraw);
    CellBuffer buffer = new CellBuffer();
    for (Cell cell : cells) {
      buffer.set(cell);
      add(buffer);
    }
    return build(labels);
  }

  private CellBuffer waiting(int number) {
    if (number == waiting.size()) {
      waiting.add(new CellBuffer());
    }
    return waiting.get(number);
  }

  private void tokenize(CellBuffer cell) {
    rows.beginCell();
    sources.add(cell.source());
    if (onlyWhole) {
      whole.orElseThrow().add(cell, steps.ofWhole(cell));
      return;
    }
    steps.apply(cell, draw);
    if (spec.cls()) {
      addSpecial(TokenKind.CLS, 0, 0);
    }
    if (spec.depth().tokens() > 0) {
      addDepths();
    }
    if (masks.hides()) {
      addMasked(cell);
    } else {
      addPlain();
    }
    if (spec.end()) {
      addSpecial(TokenKind.END, 0, 0);
    }
    if (whole.isPresent()) {
      whole.get().add(cell, steps.wholeValues());
    }
  }

  private void addSpecial(TokenKind kind, float value, float count) {
    rows.add(TokenBatch.special(vocabulary, kind), kind, value, count);
  }

  private void addDepths() {
    double source = steps.depth().source();
    double target = steps.depth().target();
    Depth.Scale scale = spec.depth().scale();
    addSpecial(TokenKind.DEPTH_SOURCE, (float) scale.of(source), (float) source);
    addSpecial(TokenKind.DEPTH_TARGET, (float) scale.of(target), (float) target);
  }

  private void addPlain() {
    Sequence sequence = steps.sequence();
    ValueTable values = steps.shownValues();
    brackets.ifPresent(ChromosomeBrackets::begin);
    for (int i = 0; i < sequence.size(); i++) {
      int gene = sequence.gene(i);
      float count = sequence.shown(i);
      brackets.ifPresent(between -> between.before(gene, rows));
      rows.add(gene, kind(count), values.value(gene, count), count);
    }
    brackets.ifPresent(between -> between.close(rows));
  }

  private void addMasked(CellBuffer cell) {
    Sequence sequence = steps.sequence();
    ValueTable values = steps.shownValues();
    masks.begin(cell, steps, spec.special());
    byte[] asked = masks.asked();
    for (int i = 0; i < sequence.size(); i++) {
      if (asked[i] != 0) {
        addAsked(i, sequence.gene(i), sequence.shown(i));
      } else {
        int gene = sequence.gene(i);
        float shown = sequence.shown(i);
        rows.add(gene, kind(shown), values.value(gene, shown), shown);
      }
    }
  }

  private void addAsked(int token, int gene, float shown) {
    masks.note(token, rows, steps.trueValues());
    switch (masks.ofValue(token)) {
      case MASKED -> rows.add(gene, TokenKind.MASK, 0, 0);
      case RANDOM -> addOther(token, masks.other(token));
      case SHOWN, KEPT -> {
        float value = steps.shownValues().value(gene, shown);
        rows.add(masks.gene(token, gene), kind(shown), value, shown);
      }
    }
  }

  /** Adds a gene with the value of another token. */
  private void addOther(int token, int other) {
    Sequence sequence = steps.sequence();
    float count = sequence.shown(other);
    float value = steps.shownValues().value(sequence.gene(other), count);
    rows.add(sequence.gene(token), kind(count), value, count);
  }

  private static TokenKind kind(float count) {
    return count == 0 ? TokenKind.ZERO : TokenKind.VALUE;
  }

  /**
   * The batch of the cells added since {@link #begin}.
   *
   * @param labels label codes of these cells by column, for the label targets and the fields
   */
  public TokenBatch build(Map<String, int[]> labels) {
    for (; waitingCells > 0; waitingCells--) {
      tokenize(waiting.get(rows.cells()));
    }
    int[] lengths = rows.lengths();
    // A batch of empty cells without a cls token still has a column, all of it padding; one of
    // whole
    // cells has none.
    int stride = Math.max(leastTokens, Arrays.stream(lengths).max().orElse(leastTokens));
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
        fields.of(stride, genes, lengths, labels),
        masks.values(stride),
        masks.genes(stride),
        whole.map(WholeRows::build),
        labels);
  }
}

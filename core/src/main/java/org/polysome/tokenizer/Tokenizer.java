package org.polysome.tokenizer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns cells into batches of tokens. Genes come in the order of the specification, after the cls
 * token and the depth tokens. Which genes are taken and which values are hidden is drawn from
 * (seed, content of the cell, epoch, purpose) alone: the same cell gives the same tokens in any
 * batch, order and thread, but for {@link Sampling.BatchWise} in training. Immutable and
 * thread-safe; each thread asks for a {@link #builder} of its own.
 */
public final class Tokenizer {

  private final TokenizerSpec spec;
  private final MeasuredGenes measured;
  private final Fitted fitted;
  private final CandidateGenes candidates;
  private final boolean padsToLength;
  private final boolean wholeCells;

  /**
   * A tokenizer for cells of known sources.
   *
   * @param spec how a cell becomes tokens
   * @param measured which genes the sources measured
   * @param fitted what it needs to know of the training cells
   * @throws IllegalArgumentException if it needs more than that
   */
  public Tokenizer(TokenizerSpec spec, MeasuredGenes measured, Fitted fitted) {
    this(spec, measured, fitted, false, false);
  }

  private Tokenizer(
      TokenizerSpec spec,
      MeasuredGenes measured,
      Fitted fitted,
      boolean padsToLength,
      boolean wholeCells) {
    fitted.check(spec, measured.vocabulary());
    this.wholeCells = wholeCells;
    this.padsToLength = padsToLength;
    this.spec = spec;
    this.measured = measured;
    this.fitted = fitted;
    this.candidates = new CandidateGenes(spec.genes(), measured, allowed(spec, fitted));
  }

  /**
   * A tokenizer that needs no more than selected genes.
   *
   * @param selected the genes that a {@link GeneSelection.HighlyVariable} or {@link
   *     GeneSelection.Given} stands for; empty for every gene
   */
  public Tokenizer(TokenizerSpec spec, MeasuredGenes measured, Optional<BitSet> selected) {
    this(spec, measured, Fitted.of(selected));
  }

  /** The genes that may be tokens; where medians divide, those that have one. */
  private static Optional<BitSet> allowed(TokenizerSpec spec, Fitted fitted) {
    if (!spec.needsMedians()) {
      return fitted.selected();
    }
    double[] medians = fitted.medians().orElseThrow();
    BitSet allowed = new BitSet(medians.length);
    for (int gene = 0; gene < medians.length; gene++) {
      allowed.set(gene, medians[gene] > 0);
    }
    fitted.selected().ifPresent(allowed::and);
    return Optional.of(allowed);
  }

  /**
   * The same tokenizer, whose cells are padded to the spec's length whatever their batch, or only
   * to the longest of their batch.
   *
   * @param whole whether to the spec's length, as models need that padding makes a difference to
   */
  public Tokenizer padsToLength(boolean whole) {
    return new Tokenizer(spec, measured, fitted, whole, wholeCells);
  }

  /**
   * The same tokenizer for a model that reads {@linkplain TokenBatch#whole whole cells} or one that
   * does not. Whole cells are then in every batch and tokens in none; where genes are selected,
   * whole cells show those only, and the others count as not measured.
   *
   * @param always whether the model reads them
   */
  public Tokenizer withWholeCells(boolean always) {
    MeasuredGenes seen = always ? fitted.selected().map(measured::only).orElse(measured) : measured;
    return new Tokenizer(spec, seen, fitted, padsToLength, always);
  }

  /** Whether every batch holds the whole cells and no tokens. */
  boolean wholeCells() {
    return wholeCells;
  }

  /** The values of whole cells without their tokens, for one thread. */
  public CellValues values() {
    return new CellValues(this);
  }

  /** Tokens that every cell is at least padded to. */
  int leastTokens() {
    if (wholeCells) {
      return 0;
    }
    return padsToLength ? spec.length() : 1;
  }

  /** How a cell becomes tokens. */
  public TokenizerSpec spec() {
    return spec;
  }

  /** Which genes the sources measured. */
  public MeasuredGenes measured() {
    return measured;
  }

  /** Number of genes in the vocabulary. */
  public int vocabulary() {
    return measured.vocabulary();
  }

  /** Most gene tokens that a cell of this size can have, without tokenising it. */
  public int tokens(int source, int genesSeen) {
    if (wholeCells) {
      return 0;
    }
    if (spec.order() instanceof TokenOrder.Repetition && genesSeen > 0) {
      return spec.length();
    }
    int offered = spec.genes().zeros() ? candidates.of(source).length : genesSeen;
    return Math.min(offered, spec.room()) + spec.special();
  }

  /** A builder of batches, for one thread. */
  public BatchBuilder builder(List<Target> targets) {
    return new BatchBuilder(this, targets);
  }

  /** A batch of a few cells without labels. */
  public TokenBatch tokenize(List<Cell> cells, Draw draw, List<Target> targets) {
    return tokenize(new LabelledCells(cells, Map.of()), draw, targets);
  }

  /**
   * A batch of labelled cells.
   *
   * @throws IllegalArgumentException if a label target names a column that the cells do not have
   */
  public TokenBatch tokenize(LabelledCells cells, Draw draw, List<Target> targets) {
    return builder(targets).build(draw, cells.cells(), labels(cells, targets));
  }

  Fitted fitted() {
    return fitted;
  }

  CandidateGenes candidates() {
    return candidates;
  }

  private Map<String, int[]> labels(LabelledCells cells, List<Target> targets) {
    Map<String, int[]> labels = new HashMap<>();
    for (String column : spec.labels()) {
      Optional.ofNullable(cells.labels().get(column)).ifPresent(codes -> labels.put(column, codes));
    }
    for (Target target : targets) {
      if (target instanceof Target.Label(String column)) {
        if (!cells.labels().containsKey(column)) {
          throw new IllegalArgumentException("the cells have no labels of column " + column);
        }
        labels.put(column, cells.labels().get(column));
      }
    }
    return labels;
  }
}

package org.polysome.tokenizer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns cells into batches of tokens. Genes come in ascending order of their vocabulary id, after
 * the cls token. Which genes are taken and which values are hidden is drawn from (seed, content of
 * the cell, epoch, purpose) alone: the same cell gives the same tokens in any batch, order and
 * thread. Immutable and thread-safe; each thread asks for a {@link #builder} of its own.
 */
public final class Tokenizer {

  private final TokenizerSpec spec;
  private final MeasuredGenes measured;
  private final CandidateGenes candidates;

  /**
   * A tokenizer for cells of known sources.
   *
   * @param spec how a cell becomes tokens
   * @param measured which genes the sources measured
   * @param selected the genes that a {@link GeneSelection.HighlyVariable} or {@link
   *     GeneSelection.Given} stands for; empty for every gene
   */
  public Tokenizer(TokenizerSpec spec, MeasuredGenes measured, Optional<BitSet> selected) {
    boolean restricts =
        spec.genes() instanceof GeneSelection.HighlyVariable
            || spec.genes() instanceof GeneSelection.Given;
    if (restricts != selected.isPresent()) {
      throw new IllegalArgumentException(
          spec.genes() + (restricts ? " needs" : " takes no") + " selected genes");
    }
    this.spec = spec;
    this.measured = measured;
    this.candidates = new CandidateGenes(spec.genes(), measured, selected);
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
    int offered = spec.genes().zeros() ? candidates.of(source).length : genesSeen;
    return Math.min(offered, spec.room()) + (spec.cls() ? 1 : 0);
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
    BatchBuilder builder = builder(targets).begin(draw);
    CellBuffer buffer = new CellBuffer();
    for (Cell cell : cells.cells()) {
      buffer.set(cell);
      builder.add(buffer);
    }
    return builder.build(labels(cells, targets));
  }

  CandidateGenes candidates() {
    return candidates;
  }

  private static Map<String, int[]> labels(LabelledCells cells, List<Target> targets) {
    Map<String, int[]> labels = new HashMap<>();
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

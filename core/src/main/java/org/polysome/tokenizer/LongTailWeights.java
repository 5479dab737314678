package org.polysome.tokenizer;

import org.polysome.random.Elementary;
import org.polysome.random.Seeds;

/** Weights that rise with the value of a gene ({@link Sampling.LongTail}). */
final class LongTailWeights implements GeneWeights {

  /** What keeps the weight of the smallest value of a cell above zero. */
  static final double LEAST = 1e-5;

  private static final long COIN = Seeds.of("long-tail sampling");

  private final Sampling.LongTail spec;
  private Sequence sequence = new Sequence();
  private boolean weighted;
  private double offset;

  LongTailWeights(Sampling.LongTail spec) {
    this.spec = spec;
  }

  @Override
  public void begin(CellBuffer cell, Draw draw, Sequence newSequence) {
    sequence = newSequence;
    weighted = sequence.size() >= spec.minimumGenes() && chosen(cell, draw);
    offset = 0;
    if (weighted && spec.weight() == Sampling.Weight.VALUE_MINUS_MIN) {
      float smallest = Float.POSITIVE_INFINITY;
      for (int i = 0; i < sequence.size(); i++) {
        smallest = Math.min(smallest, sequence.count(i));
      }
      offset = LEAST - Elementary.log(1.0 + smallest);
    }
  }

  @Override
  public double of(int token) {
    return weighted ? Elementary.log(1.0 + sequence.count(token)) + offset : 1;
  }

  private boolean chosen(CellBuffer cell, Draw draw) {
    return draw.hides()
        ? Seeds.uniform(draw.seed(cell.contentHash(), COIN), 0) < spec.probability()
        : spec.when() == When.ALWAYS;
  }
}

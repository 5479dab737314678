package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Puts the tokens of a cell into their order. Not thread-safe. */
final class TokenSorter {

  private static final long PURPOSE = Seeds.of("order of tokens");

  private final TokenizerSpec spec;
  private final Fitted fitted;
  private final Ranking ranking = new Ranking();

  TokenSorter(TokenizerSpec spec, Fitted fitted) {
    this.spec = spec;
    this.fitted = fitted;
  }

  /**
   * Sorts, and cuts if the order does.
   *
   * @param total sum of the cell's counts
   */
  void sort(Sequence sequence, CellBuffer cell, Draw draw, double total) {
    switch (spec.order()) {
      case TokenOrder.ById byId -> {
        return;
      }
      case TokenOrder.Shuffled shuffled ->
          shuffleKeys(sequence, draw.seed(cell.contentHash(), PURPOSE));
      case TokenOrder.Rank rank -> rankKeys(sequence, total);
      case TokenOrder.ByExpression byExpression -> expressionKeys(sequence);
      case TokenOrder.ByMetadata byMetadata -> placeKeys(sequence);
      case TokenOrder.Repetition repetition -> placeKeys(sequence);
    }
    sequence.reorder(ranking.descending(), Math.min(sequence.size(), spec.room()));
  }

  private void shuffleKeys(Sequence sequence, long seed) {
    ranking.clear();
    for (int i = 0; i < sequence.size(); i++) {
      ranking.add(Seeds.uniform(seed, sequence.gene(i)));
    }
  }

  /** Evaluated from left to right as Geneformer does, since a last bit may decide. */
  private void rankKeys(Sequence sequence, double total) {
    double[] medians = fitted.medians().orElseThrow();
    ranking.clear();
    for (int i = 0; i < sequence.size(); i++) {
      double scaled = sequence.count(i) / total * Fitted.MEDIAN_TARGET_SUM;
      ranking.add(scaled / medians[sequence.gene(i)]);
    }
  }

  private void expressionKeys(Sequence sequence) {
    ranking.clear();
    for (int i = 0; i < sequence.size(); i++) {
      ranking.add(sequence.count(i));
    }
  }

  private void placeKeys(Sequence sequence) {
    int[] ranks = fitted.geneRanks().orElseThrow();
    ranking.clear();
    for (int i = 0; i < sequence.size(); i++) {
      ranking.add(-ranks[sequence.gene(i)]);
    }
  }
}

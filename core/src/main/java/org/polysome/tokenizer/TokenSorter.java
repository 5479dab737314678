package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Puts the tokens of a cell into their order. Not thread-safe. */
final class TokenSorter {

  private static final long PURPOSE = Seeds.of("order of tokens");

  private final TokenizerSpec spec;
  private final Fitted fitted;
  private final Ranking ranking = new Ranking();
  private final Ranking drawn = new Ranking();

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
      case TokenOrder.Repetition repetition ->
          repetitionKeys(repetition, sequence, draw.seed(cell.contentHash(), PURPOSE));
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

  /** By place within a chromosome; genes of chromosomes without a token come last. */
  private void repetitionKeys(TokenOrder.Repetition order, Sequence sequence, long seed) {
    if (order.chromosomes().isEmpty()) {
      placeKeys(sequence);
      return;
    }
    int[] ranks = fitted.geneRanks().orElseThrow();
    int[] chromosomes = fitted.chromosomes().orElseThrow();
    int named = order.chromosomes().size();
    int[] places = placesOf(order, seed);
    ranking.clear();
    for (int i = 0; i < sequence.size(); i++) {
      int gene = sequence.gene(i);
      int chromosome = chromosomes[gene];
      int place = chromosome == Fitted.NO_CHROMOSOME ? named : places[chromosome];
      ranking.add(-(place * (1.0 + ranks.length) + ranks[gene]));
    }
  }

  /** The place of each chromosome: that in the list, or one that is drawn for the cell. */
  private int[] placesOf(TokenOrder.Repetition order, long seed) {
    int count = order.chromosomes().size();
    int[] places = new int[count];
    drawn.clear();
    for (int chromosome = 0; chromosome < count; chromosome++) {
      drawn.add(order.shuffleChromosomes() ? Seeds.uniform(seed, chromosome) : -chromosome);
    }
    int[] sorted = drawn.descending();
    for (int place = 0; place < count; place++) {
      places[sorted[place]] = place;
    }
    return places;
  }

  private void placeKeys(Sequence sequence) {
    int[] ranks = fitted.geneRanks().orElseThrow();
    ranking.clear();
    for (int i = 0; i < sequence.size(); i++) {
      ranking.add(-ranks[sequence.gene(i)]);
    }
  }
}

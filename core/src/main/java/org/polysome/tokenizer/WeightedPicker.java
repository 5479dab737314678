package org.polysome.tokenizer;

import org.polysome.random.Elementary;
import org.polysome.random.Seeds;

/**
 * Picks genes one after the other without replacement, each with a probability proportional to its
 * weight among those left. That is the same as taking the smallest of {@code -log(u) / weight}
 * (Efraimidis and Spirakis 2006).
 */
final class WeightedPicker implements GenePicker {

  private final int room;
  private final CandidateGenes candidates;
  private final GeneWeights weights;
  private final Smallest smallest = new Smallest();

  WeightedPicker(int room, CandidateGenes candidates, GeneWeights weights) {
    this.room = room;
    this.candidates = candidates;
    this.weights = weights;
  }

  @Override
  public void pick(CellBuffer cell, Draw draw, Sequence sequence) {
    candidates.addAll(cell, sequence);
    if (sequence.size() <= room) {
      return;
    }
    long seed = draw.seed(cell.contentHash(), UniformPicker.PURPOSE);
    weights.begin(cell, draw, sequence);
    smallest.clear();
    for (int i = 0; i < sequence.size(); i++) {
      double exponential = -Elementary.log(1 - Seeds.uniform(seed, i));
      smallest.add(exponential / weights.of(i));
    }
    sequence.keep(smallest.select(room));
  }
}

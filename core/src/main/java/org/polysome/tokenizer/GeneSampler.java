package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Chooses the genes of a cell that become tokens, in ascending order. Not thread-safe. */
final class GeneSampler {

  private static final long SEEN = Seeds.of("sampling");
  private static final long ZEROS = Seeds.of("sampling of zeros");

  private final TokenizerSpec spec;
  private final CandidateGenes candidates;
  private final Quota seenQuota = new Quota();
  private final Quota zeroQuota = new Quota();
  private final int[] genes;
  private final float[] counts;
  private int size;

  GeneSampler(TokenizerSpec spec, CandidateGenes candidates) {
    this.spec = spec;
    this.candidates = candidates;
    this.genes = new int[spec.room()];
    this.counts = new float[spec.room()];
  }

  /** Chooses; the result is in {@link #genes}, {@link #counts} and {@link #size}. */
  void choose(CellBuffer cell, Draw draw) {
    size = 0;
    if (spec.genes().zeros()) {
      chooseAmongMeasured(cell, draw);
    } else {
      chooseAmongSeen(cell, draw);
    }
  }

  int[] genes() {
    return genes;
  }

  float[] counts() {
    return counts;
  }

  int size() {
    return size;
  }

  private void chooseAmongSeen(CellBuffer cell, Draw draw) {
    Quota quota =
        seenQuota.reset(draw.seed(cell.contentHash(), SEEN), spec.room(), candidates.seen(cell));
    for (int i = 0; i < cell.size(); i++) {
      int gene = cell.genes()[i];
      if (candidates.contains(gene) && quota.take()) {
        add(gene, cell.counts()[i]);
      }
    }
  }

  private void chooseAmongMeasured(CellBuffer cell, Draw draw) {
    int[] measured = candidates.of(cell.source());
    int seen = candidates.seen(cell);
    long seed = draw.seed(cell.contentHash(), SEEN);
    Quota ofSeen = seenQuota.reset(seed, spec.room(), measured.length);
    Quota ofZeros = seenQuota;
    if (spec.sampling() == Sampling.NON_ZERO_FIRST) {
      ofSeen.reset(seed, spec.room(), seen);
      ofZeros =
          zeroQuota.reset(
              draw.seed(cell.contentHash(), ZEROS),
              Math.max(0, spec.room() - seen),
              measured.length - seen);
    }
    int next = 0;
    for (int gene : measured) {
      while (next < cell.size() && cell.genes()[next] < gene) {
        next++;
      }
      boolean isSeen = next < cell.size() && cell.genes()[next] == gene;
      if ((isSeen ? ofSeen : ofZeros).take()) {
        add(gene, isSeen ? cell.counts()[next] : 0);
      }
    }
  }

  private void add(int gene, float count) {
    genes[size] = gene;
    counts[size++] = count;
  }
}

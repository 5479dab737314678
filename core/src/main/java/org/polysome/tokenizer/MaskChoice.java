package org.polysome.tokenizer;

import java.util.Arrays;
import org.polysome.random.Seeds;

/** Chooses the tokens of one cell at a time that are to be predicted. Not thread-safe. */
final class MaskChoice {

  /** What becomes of a token. */
  enum Fate {
    /** It is not asked for. */
    SHOWN,
    /** It is hidden behind a mask. */
    MASKED,
    /** It is hidden behind something random. */
    RANDOM,
    /** It is asked for and stays as it is. */
    KEPT
  }

  private static final Fate[] FATES = Fate.values();
  private static final long ZEROS = Seeds.of("mask of zeros");
  private static final long FATE = Seeds.of("fate of a masked token");
  private static final long OTHER = Seeds.of("what replaces a masked token");

  private final MaskRule rule;
  private final boolean masksAll;
  private final Subset chosen = new Subset();
  private byte[] fates = new byte[1024];
  private byte[] either = new byte[0];
  private int[] candidates = new int[1024];
  private int size;
  private long seed;
  private long fateSeed;
  private double ratio;

  MaskChoice(MaskRule rule) {
    this.rule = rule;
    this.masksAll = rule.hiding().replace() == 1;
  }

  /**
   * Chooses anew.
   *
   * @param newSeed of the random choices of this cell
   * @param sequence the gene tokens
   * @param values of what they show
   * @param tokens number of tokens of the cell, those without a gene included
   */
  void begin(long newSeed, Sequence sequence, ValueTable values, int tokens) {
    reseed(newSeed);
    forget(sequence.size());
    if (rule.zeroRatio().isEmpty()) {
      chooseAmongAll(tokens);
    } else {
      choose(seed, ratio, those(sequence, values, false), tokens);
      double zeroRatio = rule.zeroRatio().get();
      if (zeroRatio > 0) {
        choose(Seeds.of(seed, ZEROS), zeroRatio, those(sequence, values, true), tokens);
      }
    }
  }

  /** Chooses the tokens of genes that are named. */
  void begin(Sequence sequence, NamedGenes named) {
    forget(sequence.size());
    for (int i = 0; i < size; i++) {
      if (named.contains(sequence.gene(i))) {
        decide(i);
      }
    }
  }

  /**
   * Chooses anew among the tokens that another choice leaves as they are, as many as the ratio
   * makes of all tokens, or all that are left.
   */
  void begin(long newSeed, MaskChoice other, int tokens) {
    reseed(newSeed);
    forget(other.size);
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!other.asksFor(i)) {
        candidates[count++] = i;
      }
    }
    if (rule.quota() == MaskQuota.INDEPENDENT) {
      // Each of them by itself, so that as many are expected as by themselves of all tokens.
      choose(seed, count == 0 ? 0 : Math.min(1, ratio * size / count), count, tokens);
    } else {
      chooseSome(seed, Math.min(count, rule.quota().of(ratio, size, tokens)), count);
    }
  }

  /** Whether a token is to be predicted. */
  boolean asksFor(int token) {
    return fates[token] != 0;
  }

  /** For each token, not 0 where it is to be predicted. */
  byte[] fates() {
    return fates;
  }

  /** For each token, not 0 where this choice or another of the same tokens asks for it. */
  byte[] fatesOver(MaskChoice other) {
    if (either.length < size) {
      either = new byte[fates.length];
    }
    for (int i = 0; i < size; i++) {
      either[i] = (byte) (fates[i] | other.fates[i]);
    }
    return either;
  }

  Fate fate(int token) {
    return FATES[fates[token]];
  }

  /** A random number below a bound, for what replaces a token. */
  int other(int token, int bound) {
    return (int) (Seeds.uniform(Seeds.of(seed, OTHER), token) * bound);
  }

  private void reseed(long newSeed) {
    seed = newSeed;
    fateSeed = Seeds.of(seed, FATE);
    ratio = MaskRatios.drawn(rule.ratios(), seed);
  }

  private void forget(int newSize) {
    size = newSize;
    if (size > fates.length) {
      fates = new byte[Math.max(size, 2 * fates.length)];
      candidates = new int[fates.length];
    }
    Arrays.fill(fates, 0, size, (byte) 0);
  }

  private void chooseAmongAll(int tokens) {
    if (rule.quota() == MaskQuota.INDEPENDENT) {
      for (int i = 0; i < size; i++) {
        candidates[i] = i;
      }
      choose(seed, ratio, size, tokens);
      return;
    }
    // The usual case, without a list of candidates.
    chosen.draw(seed, rule.quota().of(ratio, size, tokens), size);
    for (int i = chosen.next(0); i < size; i = chosen.next(i + 1)) {
      decide(i);
    }
  }

  private int those(Sequence sequence, ValueTable values, boolean zero) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      float shown = sequence.shown(i);
      boolean isZero = shown == 0 || values.value(sequence.gene(i), shown) < rule.least();
      if (isZero == zero) {
        candidates[count++] = i;
      }
    }
    return count;
  }

  private void choose(long choiceSeed, double share, int count, int tokens) {
    if (rule.quota() == MaskQuota.INDEPENDENT) {
      for (int i = 0; i < count; i++) {
        if (Seeds.uniform(choiceSeed, i) < share) {
          decide(candidates[i]);
        }
      }
      return;
    }
    chooseSome(choiceSeed, rule.quota().of(share, count, tokens), count);
  }

  private void chooseSome(long choiceSeed, int some, int count) {
    chosen.draw(choiceSeed, some, count);
    for (int i = chosen.next(0); i < count; i = chosen.next(i + 1)) {
      decide(candidates[i]);
    }
  }

  private void decide(int token) {
    fates[token] = (byte) (masksAll ? Fate.MASKED : drawFate(token)).ordinal();
  }

  private Fate drawFate(int token) {
    double uniform = Seeds.uniform(fateSeed, token);
    double replace = rule.hiding().replace();
    if (uniform < replace) {
      return Fate.MASKED;
    }
    return uniform < replace + rule.hiding().random() ? Fate.RANDOM : Fate.KEPT;
  }
}

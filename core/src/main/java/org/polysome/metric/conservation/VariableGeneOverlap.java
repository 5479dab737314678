package org.polysome.metric.conservation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.overall.Means;

/**
 * Whether the genes that vary most inside a batch still do after batches were mixed (scib 1.2,
 * Luecken et al., 2022), for corrected expression only.
 */
public final class VariableGeneOverlap {

  private static final int MOST = 500;

  private VariableGeneOverlap() {}

  /** How many genes scib selects in a batch where so many are expressed: half, at most 500. */
  public static int wanted(int expressed) {
    return Math.min(MOST, expressed / 2);
  }

  /**
   * The mean over batches of how many genes are selected twice, over the shorter list.
   *
   * @param before the genes of each batch, before
   * @param after the genes of each batch in the same order, after
   * @return {@link Status#NOT_AVAILABLE} where no batch has genes on both sides
   * @throws IllegalArgumentException if the numbers of batches differ
   */
  public static Measurement of(List<int[]> before, List<int[]> after) {
    if (before.size() != after.size()) {
      throw new IllegalArgumentException(
          before.size() + " batches before and " + after.size() + " after");
    }
    List<Measurement> shares = new ArrayList<>();
    for (int batch = 0; batch < before.size(); batch++) {
      shares.add(overlap(set(before.get(batch)), set(after.get(batch))));
    }
    return Means.ofPresent(shares);
  }

  private static BitSet set(int[] genes) {
    BitSet set = new BitSet();
    Arrays.stream(genes).forEach(set::set);
    return set;
  }

  private static Measurement overlap(BitSet before, BitSet after) {
    int shorter = Math.min(before.cardinality(), after.cardinality());
    before.and(after);
    return shorter == 0
        ? Measurement.none(Status.NOT_AVAILABLE)
        : Measurement.of((double) before.cardinality() / shorter);
  }
}

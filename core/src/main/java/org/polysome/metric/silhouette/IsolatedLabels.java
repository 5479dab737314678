package org.polysome.metric.silhouette;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.polysome.metric.Flavor;

/**
 * The labels that occur in few batches, which integration may lose.
 *
 * @param labels the isolated labels, ascending; there may be none
 * @param threshold in how many batches they occur at most
 */
public record IsolatedLabels(int[] labels, int threshold) {

  /** Those in as few batches as any label. */
  public static IsolatedLabels of(int[] labels, int[] batches, Flavor flavor) {
    return of(labels, batches, OptionalInt.empty(), flavor);
  }

  /**
   * Those in few batches.
   *
   * @param labels the label of each cell, from 0; labels without cells do not count
   * @param batches the batch of each cell, from 0
   * @param threshold in how many batches at most; without it, the fewest of any label
   * @param flavor {@link Flavor#SCIB}, where no label is isolated if the threshold is the number of
   *     batches, or {@link Flavor#SCIB_METRICS}, where then every label is
   * @throws IllegalArgumentException if the lengths differ, or for another flavour
   */
  public static IsolatedLabels of(
      int[] labels, int[] batches, OptionalInt threshold, Flavor flavor) {
    if (labels.length != batches.length) {
      throw new IllegalArgumentException(
          labels.length + " labels and " + batches.length + " batches");
    }
    if (flavor != Flavor.SCIB && flavor != Flavor.SCIB_METRICS) {
      throw new IllegalArgumentException("no isolated labels of flavour " + flavor.text());
    }
    int[] counts = batchesOf(labels, batches);
    int fewest = Arrays.stream(counts).filter(count -> count > 0).min().orElse(0);
    int most = threshold.orElse(fewest);
    long all = Arrays.stream(batches).distinct().count();
    boolean none = flavor == Flavor.SCIB && most == all;
    int[] isolated =
        IntStream.range(0, counts.length)
            .filter(label -> !none && counts[label] > 0 && counts[label] <= most)
            .toArray();
    return new IsolatedLabels(isolated, most);
  }

  /** In how many batches each label occurs. */
  private static int[] batchesOf(int[] labels, int[] batches) {
    BitSet[] seen = new BitSet[Arrays.stream(labels).max().orElse(-1) + 1];
    Arrays.setAll(seen, label -> new BitSet());
    for (int cell = 0; cell < labels.length; cell++) {
      seen[labels[cell]].set(batches[cell]);
    }
    return Arrays.stream(seen).mapToInt(BitSet::cardinality).toArray();
  }
}

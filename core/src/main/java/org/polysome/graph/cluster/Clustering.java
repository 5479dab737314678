package org.polysome.graph.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Each point in one cluster.
 *
 * @param labels the cluster of each point, from 0
 * @param clusters how many there are; each has a point
 */
public record Clustering(int[] labels, int clusters) {

  private static final int UNSEEN = -1;

  /** Checks that the labels are those of so many clusters, each with a point. */
  public Clustering {
    boolean[] seen = new boolean[clusters];
    int found = 0;
    for (int label : labels) {
      if (label < 0 || label >= clusters) {
        throw new IllegalArgumentException("label " + label + " of " + clusters + " clusters");
      }
      found += seen[label] ? 0 : 1;
      seen[label] = true;
    }
    if (found != clusters) {
      throw new IllegalArgumentException(found + " of " + clusters + " clusters have a point");
    }
  }

  /**
   * The clusters of any names not below 0, numbered by falling size; those of one size in the order
   * of their first points.
   */
  public static Clustering bySize(int[] names) {
    int[] labels = names.clone();
    int clusters = compact(labels);
    int[] sizes = new int[clusters];
    for (int label : labels) {
      sizes[label]++;
    }
    int[] order =
        IntStream.range(0, clusters)
            .boxed()
            .sorted(Comparator.comparingInt((Integer cluster) -> -sizes[cluster]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] places = new int[clusters];
    for (int place = 0; place < clusters; place++) {
      places[order[place]] = place;
    }
    Arrays.setAll(labels, i -> places[labels[i]]);
    return new Clustering(labels, clusters);
  }

  /** Renames in place to 0, 1, ... in the order of first points, and says how many there are. */
  static int compact(int[] names) {
    int[] renamed = new int[1 + Arrays.stream(names).max().orElse(0)];
    Arrays.fill(renamed, UNSEEN);
    int count = 0;
    for (int i = 0; i < names.length; i++) {
      if (renamed[names[i]] == UNSEEN) {
        renamed[names[i]] = count++;
      }
      names[i] = renamed[names[i]];
    }
    return count;
  }
}

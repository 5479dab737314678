package org.polysome.metric.silhouette;

import java.util.Arrays;
import java.util.Optional;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Status;

/**
 * The silhouette of each cell, (b - a) / max(a, b): a is the mean distance to the others of its own
 * group, b the distance to the other groups (Rousseeuw, 1987; scikit-learn's {@code
 * silhouette_samples}). A cell alone in its group has 0, and so has one where the quotient has no
 * value: duplicates everywhere, or a distance without value.
 *
 * @param distance between two cells
 * @param others what b is
 * @param pairs what looks at all pairs
 */
public record Silhouette(Distance distance, OtherGroups others, PairDistances pairs) {

  /** Scikit-learn's default: Euclidean, nearest other group. */
  public static Silhouette euclidean(PairDistances pairs) {
    return new Silhouette(Distance.EUCLIDEAN, OtherGroups.NEAREST, pairs);
  }

  /**
   * One number in [-1, 1] for each cell.
   *
   * @throws IllegalArgumentException if a coordinate is not finite, or {@link #obstacle} is present
   */
  public double[] samples(LabelledPoints cells) {
    obstacle(cells.labels())
        .ifPresent(
            status -> {
              throw new IllegalArgumentException("no silhouette: " + status.text());
            });
    return samples(pairs.toGroups(cells, distance), cells.labels());
  }

  /** The same from sums that are there already, with the group of each cell. */
  double[] samples(DistanceSums sums, int[] groups) {
    double[] samples = new double[groups.length];
    Arrays.setAll(samples, cell -> sample(sums, cell, groups[cell]));
    return samples;
  }

  private double sample(DistanceSums sums, int cell, int own) {
    if (sums.sizes()[own] == 1) {
      return 0;
    }
    double within = sums.sum(cell, own) / (sums.sizes()[own] - 1);
    double between = others.distance(sums, cell, own);
    double sample = (between - within) / Math.max(within, between);
    return Double.isNaN(sample) ? 0 : sample;
  }

  /**
   * Why there is no silhouette of such groups: there must be at least two, and fewer than cells.
   *
   * @param groups the group of each cell, from 0
   */
  public static Optional<Status> obstacle(int[] groups) {
    long occurring = Arrays.stream(groups).distinct().count();
    if (groups.length < 2 || occurring == groups.length) {
      return Optional.of(Status.TOO_FEW_CELLS);
    }
    return occurring < 2 ? Optional.of(Status.SINGLE_LABEL) : Optional.empty();
  }
}

package org.polysome.metric.perturbation.relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.StandardScaler;

/**
 * How many known relationships between genes a map finds: the pairs whose cosine lies in the tails
 * of the cosines of all pairs of genes in the map, the known ones among them (Celik et al. 2024;
 * EFAAR_benchmarking 0.1). A gene whose vector has no length has a cosine of 0 with all.
 */
public final class RelationshipRecall {

  private RelationshipRecall() {}

  /**
   * Ranks the pairs of several databases in one pass over all pairs of the map: n (n - 1) / 2
   * products of d numbers, in memory that does not grow with the square of n.
   *
   * @param map a vector for each gene (n, d)
   * @param databases the known pairs by their rows, of each database
   * @return the ranks of each database's pairs, in their order
   * @throws IllegalArgumentException if a row is not in the map or a number is not finite
   */
  public static List<Ranks> rank(DenseMatrix map, List<RowPairs> databases) {
    check(map, databases);
    int[] first = databases.stream().flatMapToInt(one -> Arrays.stream(one.first())).toArray();
    int[] second = databases.stream().flatMapToInt(one -> Arrays.stream(one.second())).toArray();
    Ranks all = CosineRanks.of(map, new RowPairs(first, second));
    List<Ranks> ranks = new ArrayList<>();
    int from = 0;
    for (RowPairs database : databases) {
      ranks.add(all.part(from, from + database.size()));
      from += database.size();
    }
    return ranks;
  }

  /** A copy in which the mean over the genes is 0 in each dimension. */
  public static DenseMatrix centred(DenseMatrix map) {
    return StandardScaler.centring(map).scale(map);
  }

  private static void check(DenseMatrix map, List<RowPairs> databases) {
    if (!map.isFinite()) {
      throw new IllegalArgumentException("a number of a gene's vector is not finite");
    }
    for (RowPairs pairs : databases) {
      for (int[] rows : new int[][] {pairs.first(), pairs.second()}) {
        if (Arrays.stream(rows).anyMatch(row -> row < 0 || row >= map.rows())) {
          throw new IllegalArgumentException("a pair lies outside " + map.rows() + " genes");
        }
      }
    }
  }
}

package org.polysome.metric.clustering;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * The agreement of clusters with labels in random subsamples of the cells, each with neighbours of
 * its own: TxFM has 10,000 cells, ten times.
 *
 * @param cells how many; all of them where there are no more
 * @param repeats how many subsamples
 * @param neighbors of each cell, without itself
 * @param seed of the draws
 */
public record SubsampledAgreement(int cells, int repeats, int neighbors, long seed) {

  /** Checks the ranges. */
  public SubsampledAgreement {
    if (cells < 2 || repeats < 1 || neighbors < 1) {
      throw new IllegalArgumentException(
          "%d cells, %d repeats, %d neighbours".formatted(cells, repeats, neighbors));
    }
  }

  /** The protocol of TxFM, with the 15 neighbours of scanpy, which count the cell itself. */
  public static SubsampledAgreement txfm(long seed) {
    return new SubsampledAgreement(10_000, 10, 14, seed);
  }

  /** The cells of a subsample, ascending. */
  public int[] draw(int all, int repeat) {
    var order = new Permutation(all, Seeds.of(seed, Seeds.of("subsample"), repeat));
    return IntStream.range(0, Math.min(cells, all))
        .map(place -> (int) order.at(place))
        .sorted()
        .toArray();
  }

  /**
   * The agreement in each subsample, Louvain seeded by its number.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public List<ClusterAgreement> of(LabelledPoints all) {
    return IntStream.range(0, repeats)
        .mapToObj(
            repeat -> {
              LabelledPoints part = all.select(draw(all.labels().length, repeat));
              ResolutionSweep sweep = ResolutionSweep.txfm(Seeds.of(seed, repeat));
              return sweep.best(sweep.cluster(graph(part.points())), part.labels());
            })
        .toList();
  }

  private WeightedGraph graph(DenseMatrix points) {
    return WeightedGraph.of(FuzzyGraph.of(new NearestNeighbors().among(points, neighbors)));
  }
}

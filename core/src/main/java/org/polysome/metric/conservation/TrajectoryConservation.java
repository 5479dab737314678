package org.polysome.metric.conservation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.polysome.graph.Components;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.spectral.DiffusionMap;
import org.polysome.graph.spectral.DiffusionPseudotime;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.overall.Means;
import org.polysome.metric.statistics.Correlation;

/**
 * Whether cells still follow each other as they did before batches were mixed (scib 1.2, Luecken et
 * al., 2022): Spearman's correlation of pseudotimes, moved to between 0 and 1. Cells that had no
 * pseudotime are not given.
 *
 * @param before the pseudotime of each cell, finite
 * @param labels the group of each cell in which pseudotime was computed
 */
public record TrajectoryConservation(double[] before, Groups labels) {

  /** scanpy's number of dimensions of a diffusion map. */
  private static final int DIMENSIONS = 15;

  /** Dimensions that vote for the root. */
  private static final int VOTERS = 3;

  /** Checks the numbers of cells. */
  public TrajectoryConservation {
    if (before.length != labels.cells()) {
      throw new IllegalArgumentException(
          before.length + " pseudotimes for " + labels.cells() + " cells");
    }
  }

  /**
   * Agreement with pseudotimes that were computed elsewhere.
   *
   * @param after the pseudotime of each cell; a cell that none was computed for has 0 in scib
   * @return what {@link Correlation#spearman} lacks, if it has no value
   */
  public Measurement agreement(double[] after) {
    return Correlation.spearman(before, after).map(correlation -> (correlation + 1) / 2);
  }

  /**
   * The mean of the correlations in each batch that has one.
   *
   * @param after the pseudotime of each cell
   * @param batches of the cells
   */
  public Measurement agreement(double[] after, Groups batches) {
    List<Measurement> correlations = new ArrayList<>();
    for (int batch = 0; batch < batches.sizes().length; batch++) {
      if (batches.sizes()[batch] > 0) {
        int[] cells = batches.members(batch);
        correlations.add(Correlation.spearman(select(before, cells), select(after, cells)));
      }
    }
    return Means.ofPresent(correlations).map(mean -> (mean + 1) / 2);
  }

  /**
   * Diffusion pseudotime on a graph of the cells after batches were mixed, from the root that
   * {@link #root} finds in the largest component; cells that the root does not reach have 0.
   *
   * @param graph weighted by how close cells are
   * @param seed of the search for the diffusion map, which it does not depend on but for rounding
   * @return empty where there is no root, which scib gives the score 0
   */
  public Optional<double[]> pseudotime(WeightedGraph graph, long seed) {
    int[] cells = largest(Components.of(graph));
    DiffusionMap map = DiffusionMap.of(graph.within(cells), DIMENSIONS, seed);
    OptionalInt root = root(map.vectors(), cells);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    double[] times = DiffusionPseudotime.of(map, root.getAsInt()).times();
    double[] all = new double[before.length];
    for (int i = 0; i < cells.length; i++) {
      all[cells[i]] = times[i] > 1 ? 0 : times[i];
    }
    return Optional.of(all);
  }

  /**
   * The score of a graph: {@link #pseudotime} and its {@link #agreement(double[])}, 0 without a
   * root.
   */
  public Measurement of(WeightedGraph graph, long seed) {
    if (graph.nodes() != before.length) {
      throw new IllegalArgumentException(
          before.length + " pseudotimes for a graph of " + graph.nodes());
    }
    if (before.length < 2) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    return pseudotime(graph, seed).map(this::agreement).orElse(Measurement.of(0));
  }

  /** The cells of the largest component, of equal ones the first. */
  private static int[] largest(Components components) {
    int largest = 0;
    for (int i = 1; i < components.count(); i++) {
      largest = components.sizes()[i] > components.sizes()[largest] ? i : largest;
    }
    int found = largest;
    return IntStream.range(0, components.of().length)
        .filter(cell -> components.of()[cell] == found)
        .toArray();
  }

  /**
   * The place among some cells of the most extreme one that starts the trajectory: of the group
   * with the lowest mean pseudotime, the cell that most of three dimensions put at their end.
   *
   * @param map (cells, dimensions), a diffusion map of these cells
   * @param cells which they are
   * @return empty where none of that group is among them
   */
  OptionalInt root(DenseMatrix map, int[] cells) {
    int start = start();
    int[] places =
        IntStream.range(0, cells.length).filter(i -> labels.codes()[cells[i]] == start).toArray();
    int[] votes = new int[places.length];
    DenseMatrix dimensions = map.transposed();
    for (int dimension = 0; dimension < Math.min(VOTERS, map.columns()); dimension++) {
      if (places.length > 0) {
        votes[extreme(dimensions.row(dimension), places)]++;
      }
    }
    return IntStream.range(0, places.length)
        .reduce((best, i) -> votes[i] > votes[best] ? i : best)
        .stream()
        .map(i -> places[i])
        .findFirst();
  }

  /** The group with the lowest mean pseudotime. */
  private int start() {
    int start = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int label = 0; label < labels.sizes().length; label++) {
      double mean = Arrays.stream(select(before, labels.members(label))).average().orElse(lowest);
      start = mean < lowest ? label : start;
      lowest = Math.min(mean, lowest);
    }
    return start;
  }

  /** Which of some places is farthest on the side on which they lie. */
  private static int extreme(double[] dimension, int[] places) {
    double[] chosen = select(dimension, places);
    double all = Arrays.stream(dimension).average().orElse(0);
    double sign = Arrays.stream(chosen).average().orElse(0) < all ? -1 : 1;
    return IntStream.range(0, chosen.length)
        .reduce((best, i) -> sign * chosen[i] > sign * chosen[best] ? i : best)
        .orElseThrow();
  }

  private static double[] select(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
  }
}

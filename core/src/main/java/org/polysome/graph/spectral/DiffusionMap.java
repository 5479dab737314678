package org.polysome.graph.spectral;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.graph.Components;
import org.polysome.graph.WeightedGraph;
import org.polysome.matrix.DenseMatrix;

/**
 * The diffusion map of a graph (Coifman et al. 2005) in scanpy's form: connectivities are divided
 * by the strengths of both ends, which takes the density of points out, and then by the square
 * roots of the strengths that are left; eigenvectors of that symmetric matrix are the map. Each
 * component of the graph is mapped by itself, so that every one has an eigenvalue of 1.
 *
 * @param values eigenvalues, largest first; of largest magnitude, so that negative ones may be
 *     there
 * @param vectors (points, values), column i the unit eigenvector of value i; of each the entry of
 *     largest magnitude is positive
 * @param components of the graph
 * @param residual how far the matrix times a vector is from its value times it, at most; below
 *     1e-12 but where the search gave up because very many values are nearly the same
 */
public record DiffusionMap(
    double[] values, DenseMatrix vectors, Components components, double residual) {

  /** A point without an edge stays where it is. */
  private static final double LONELY = 1;

  /**
   * Maps a graph.
   *
   * @param graph connectivities
   * @param k how many eigenvectors; fewer where there are fewer points
   * @param seed of the start of the search, which the map does not depend on but for rounding
   */
  public static DiffusionMap of(WeightedGraph graph, int k, long seed) {
    if (k < 1) {
      throw new IllegalArgumentException("a diffusion map of " + k + " dimensions");
    }
    WeightedGraph transitions = transitions(graph);
    Components components = Components.of(graph);
    List<Direction> directions =
        IntStream.range(0, components.count())
            .boxed()
            .flatMap(i -> directions(transitions, nodes(components, i), k, seed).stream())
            .sorted(Comparator.comparingDouble((Direction d) -> -Math.abs(d.value)))
            .limit(k)
            .sorted(Comparator.comparingDouble((Direction d) -> -d.value))
            .toList();
    DenseMatrix vectors = DenseMatrix.zeros(graph.nodes(), directions.size());
    for (int i = 0; i < directions.size(); i++) {
      directions.get(i).write(vectors, i);
    }
    double[] values = directions.stream().mapToDouble(Direction::value).toArray();
    double residual = directions.stream().mapToDouble(Direction::residual).max().orElse(0);
    return new DiffusionMap(values, vectors, components, residual);
  }

  private static int[] nodes(Components components, int component) {
    return IntStream.range(0, components.of().length)
        .filter(node -> components.of()[node] == component)
        .toArray();
  }

  /** One eigenvector, of the nodes of one component. */
  private record Direction(double value, double[] entries, int[] nodes, double residual) {

    void write(DenseMatrix vectors, int column) {
      double largest = 0;
      for (double entry : entries) {
        // Of entries of the same size but for rounding, the first decides.
        largest = Math.abs(entry) > Math.abs(largest) * (1 + 1e-9) ? entry : largest;
      }
      for (int i = 0; i < nodes.length; i++) {
        vectors.values()[nodes[i] * vectors.columns() + column] =
            Math.copySign(1, largest) * entries[i];
      }
    }
  }

  private static List<Direction> directions(
      WeightedGraph transitions, int[] nodes, int k, long seed) {
    if (nodes.length == 1) {
      return List.of(new Direction(LONELY, new double[] {1}, nodes, 0));
    }
    WeightedGraph part = transitions.within(nodes);
    Lanczos.Pairs pairs = Lanczos.of(part, Math.min(k, nodes.length), seed);
    return IntStream.range(0, pairs.values().length)
        .mapToObj(
            i -> new Direction(pairs.values()[i], pairs.vectors()[i], nodes, pairs.residual()))
        .toList();
  }

  /** The symmetric matrix whose eigenvectors are the map, similar to transition probabilities. */
  static WeightedGraph transitions(WeightedGraph graph) {
    WeightedGraph kernel = divided(graph, graph.strengths());
    double[] roots = Arrays.stream(kernel.strengths()).map(Math::sqrt).toArray();
    return divided(kernel, roots);
  }

  private static WeightedGraph divided(WeightedGraph graph, double[] by) {
    double[] weights = graph.weights().clone();
    for (int node = 0; node < graph.nodes(); node++) {
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        double divisor = by[node] * by[graph.neighbors()[i]];
        weights[i] = divisor == 0 ? 0 : weights[i] / divisor;
      }
    }
    return new WeightedGraph(graph.offsets(), graph.neighbors(), weights);
  }
}

package org.polysome.graph.neighbor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Seeds;

/**
 * A hierarchy of navigable small worlds (Malkov and Yashunin 2018), which finds most of the nearest
 * neighbours of many points in much less time than all of them take. Points come in batches: those
 * of one batch look for their neighbours among the points before it, side by side, and are then
 * linked in their order, so that the same points, settings and seed give the same index at any
 * number of threads.
 */
public final class Hnsw {

  /** A batch is at most this share of the points before it, so that few neighbours are missed. */
  private static final int SHARE = 8;

  /** Searches that run side by side, each with memory for every point. */
  private static final int PIECES = 32;

  /**
   * How an index is built.
   *
   * @param links of each point in the upper layers; twice as many in the lowest
   * @param width how many points a search keeps; the more, the slower and the better
   * @param seed of the layers
   */
  public record Settings(int links, int width, long seed) {

    /** Checks the ranges. */
    public Settings {
      if (links < 2 || width < 1) {
        throw new IllegalArgumentException(links + " links, width " + width);
      }
    }

    /** 16 links and a width of 200. */
    public static Settings usual(long seed) {
      return new Settings(16, 200, seed);
    }
  }

  private final DenseMatrix points;
  private final Settings settings;
  private final int[] levels;
  private final int[][][] layers;
  private final Beam[] beams = new Beam[PIECES];
  private int entry;

  private Hnsw(DenseMatrix points, Settings settings) {
    this.points = points;
    this.settings = settings;
    levels = IntStream.range(0, points.rows()).map(this::level).toArray();
    layers = new int[IntStream.of(levels).max().orElse(0) + 1][points.rows()][];
    for (int[][] layer : layers) {
      Arrays.fill(layer, new int[0]);
    }
    Arrays.setAll(beams, i -> new Beam(points));
  }

  private int level(int point) {
    double uniform = 1 - Seeds.uniform(Seeds.of(settings.seed, Seeds.of("hnsw")), point);
    return (int) (-Math.log(uniform) / Math.log(settings.links));
  }

  /**
   * Builds an index.
   *
   * @param points (points, dimensions)
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public static Hnsw of(DenseMatrix points, Settings settings) {
    if (!points.isFinite()) {
      throw new IllegalArgumentException("a coordinate of the points is not finite");
    }
    Hnsw index = new Hnsw(points, settings);
    int until;
    for (int from = 1; from < points.rows(); from = until) {
      until = Math.min(points.rows(), from + Math.max(1, from / SHARE));
      index.insert(from, until);
    }
    return index;
  }

  private void insert(int from, int until) {
    int[][][] chosen = new int[until - from][][];
    pieces(
        until - from,
        (beam, i) -> chosen[i] = choose(beam, new Beam.Query(points, from + i), levels[from + i]));
    for (int level = 0; level < layers.length; level++) {
      link(level, from, chosen);
    }
    for (int point = from; point < until; point++) {
      entry = levels[point] > levels[entry] ? point : entry;
    }
  }

  /** The links of a new point in each layer up to its own. */
  private int[][] choose(Beam beam, Beam.Query query, int level) {
    int[][] chosen = new int[level + 1][0];
    int start = entry;
    for (int layer = levels[entry]; layer >= 0; layer--) {
      int width = layer > level ? 1 : settings.width;
      int[] found = beam.search(layers[layer], query, start, width);
      start = found[0];
      if (layer <= level) {
        chosen[layer] = spread(query.row(), found, settings.links);
      }
    }
    return chosen;
  }

  /**
   * Of points by rising distance those that are nearer to the point itself than to each other
   * (algorithm 4), so that links go in all directions.
   */
  private int[] spread(int point, int[] candidates, int most) {
    int[] kept = new int[Math.min(most, candidates.length)];
    int size = 0;
    for (int i = 0; i < candidates.length && size < kept.length; i++) {
      Beam.Query candidate = new Beam.Query(points, candidates[i]);
      double distance = candidate.distance(points, point);
      boolean nearest = true;
      for (int j = 0; j < size && nearest; j++) {
        nearest = distance < candidate.distance(points, kept[j]);
      }
      if (nearest) {
        kept[size++] = candidates[i];
      }
    }
    return Arrays.copyOf(kept, size);
  }

  /** Links the points of a batch in one layer, both ways. */
  private void link(int level, int from, int[][][] chosen) {
    List<long[]> links = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      if (level < chosen[i].length) {
        layers[level][from + i] = chosen[i][level];
        long point = from + i;
        links.add(
            Arrays.stream(chosen[i][level])
                .mapToLong(other -> (long) other << Integer.SIZE | point)
                .toArray());
      }
    }
    long[] back = links.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    int[] starts =
        IntStream.range(0, back.length)
            .filter(i -> i == 0 || target(back[i]) != target(back[i - 1]))
            .toArray();
    IntStream.range(0, starts.length)
        .parallel()
        .forEach(
            i -> {
              int end = i + 1 < starts.length ? starts[i + 1] : back.length;
              linkBack(level, Arrays.copyOfRange(back, starts[i], end));
            });
  }

  private static int target(long link) {
    return (int) (link >>> Integer.SIZE);
  }

  private void linkBack(int level, long[] links) {
    int point = target(links[0]);
    int[] before = layers[level][point];
    int[] all = Arrays.copyOf(before, before.length + links.length);
    for (int i = 0; i < links.length; i++) {
      all[before.length + i] = (int) links[i];
    }
    int most = level == 0 ? 2 * settings.links : settings.links;
    layers[level][point] = all.length <= most ? all : spread(point, byDistance(point, all), most);
  }

  private int[] byDistance(int point, int[] others) {
    Beam.Query query = new Beam.Query(points, point);
    NodeHeap heap = new NodeHeap();
    for (int other : others) {
      heap.add(query.distance(points, other), other);
    }
    int[] sorted = new int[others.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = heap.node();
      heap.removeFirst();
    }
    return sorted;
  }

  /** Something done for each of several points. */
  @FunctionalInterface
  private interface Task {
    void run(Beam beam, int i);
  }

  private void pieces(int size, Task task) {
    IntStream.range(0, PIECES)
        .parallel()
        .forEach(
            piece -> {
              int until = (int) ((long) size * (piece + 1) / PIECES);
              for (int i = (int) ((long) size * piece / PIECES); i < until; i++) {
                task.run(beams[piece], i);
              }
            });
  }

  /**
   * Neighbours of each point among the others, most of them the nearest, nearest first. A point
   * from which too few others are found is compared with all.
   *
   * @param k how many; where there are fewer points, all of them
   */
  public Neighbors among(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k);
    }
    int found = Math.max(0, Math.min(k, points.rows() - 1));
    int size = ArraySize.of("neighbors (cells, neighbors)", points.rows(), found);
    Neighbors neighbors = new Neighbors(found, new int[size], new double[size]);
    if (found > 0) {
      int width = Math.max(settings.width, 2 * (found + 1));
      pieces(
          points.rows(),
          (beam, point) -> {
            int[] near = beam.search(layers[0], new Beam.Query(points, point), point, width);
            measure(near.length > found ? near : all(), point, neighbors);
          });
    }
    return neighbors;
  }

  private int[] all() {
    return IntStream.range(0, points.rows()).toArray();
  }

  /** Distances are measured again as the exact search does. */
  private void measure(int[] near, int point, Neighbors into) {
    Beam.Query query = new Beam.Query(points, point);
    NodeHeap heap = new NodeHeap();
    for (int other : near) {
      if (other != point) {
        heap.add(query.plainDistance(points, other), other);
      }
    }
    for (int place = point * into.k(); place < (point + 1) * into.k(); place++) {
      into.indices()[place] = heap.node();
      into.distances()[place] = Math.sqrt(heap.key());
      heap.removeFirst();
    }
  }
}

package org.polysome.graph.harmony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.UnitRows;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * Soft k-means of directions in which every cluster should hold every batch in the share that it
 * has of all cells (Korsunsky et al., 2019, online methods, maximum diversity clustering). Shares
 * of a cell in clusters follow {@code exp(-|z - y_k|^2 / sigma) ((E + 1) / (O + 1))^theta}, where O
 * of the cell's batch are in the cluster and E would be at random; the paper's ratio has no ones,
 * which keep it finite where a batch has no cell in a cluster, as in its authors' program.
 */
final class SoftClusters {

  private static final int ITERATIONS = 20;
  private static final double CHANGE = 1e-5;
  private static final int WINDOW = 3;

  /** Cells are looked at in so many blocks, so that O and E are nearly those of the moment. */
  private static final int BLOCKS = 20;

  /** Cells that one task looks at. */
  private static final int TASK = 256;

  /** Pieces that are summed apart and then together, always as many, so that sums never differ. */
  private static final int PIECES = 8;

  private final Cells cells;
  private final Harmony settings;
  private final int count;
  private final double[] shares;
  private final double[] costs;
  private final BatchCounts counts;
  private DenseMatrix centres;

  /** Clusters around centres (clusters, dimensions) of length 1. */
  SoftClusters(Cells cells, Harmony settings, DenseMatrix centres) {
    this.cells = cells;
    this.settings = settings;
    this.centres = centres;
    count = centres.rows();
    shares = new double[ArraySize.of("shares (cells, clusters)", cells.count(), count)];
    costs = new double[cells.count()];
    counts = new BatchCounts(cells, count);
  }

  /** How many clusters there are. */
  int count() {
    return count;
  }

  /** The share of each cell in each cluster (cells, clusters). */
  double[] shares() {
    return shares;
  }

  /** Gives each cell its shares by distance alone. */
  void start(DenseMatrix unit) {
    int[] all = IntStream.range(0, cells.count()).toArray();
    update(
        unit,
        all,
        new double[ArraySize.of("shares (batches, clusters)", cells.shares().length, count)]);
    counts.add(shares, all, 1);
  }

  /** Moves centres and shares until the objective stands, for cells in new directions. */
  void settle(DenseMatrix unit, long seed) {
    List<Double> objectives = new ArrayList<>();
    boolean stands = false;
    for (int iteration = 0; iteration < ITERATIONS && !stands; iteration++) {
      centres = UnitRows.of(sums(unit));
      var order = new Permutation(cells.count(), Seeds.of(seed, iteration));
      for (int block = 0; block < BLOCKS; block++) {
        int from = (int) ((long) cells.count() * block / BLOCKS);
        int until = (int) ((long) cells.count() * (block + 1) / BLOCKS);
        int[] chosen = IntStream.range(from, until).map(place -> (int) order.at(place)).toArray();
        counts.add(shares, chosen, -1);
        update(unit, chosen, counts.penalties(settings.diversity()));
        counts.add(shares, chosen, 1);
      }
      objectives.add(objective());
      stands = stands(objectives);
    }
  }

  /** Whether the mean of the last few objectives is hardly below that of the few one before. */
  private static boolean stands(List<Double> objectives) {
    int size = objectives.size();
    if (size <= WINDOW) {
      return false;
    }
    double now = 0;
    double before = 0;
    for (int i = 1; i <= WINDOW; i++) {
      now += objectives.get(size - i);
      before += objectives.get(size - i - 1);
    }
    return before - now < CHANGE * Math.abs(before);
  }

  /** What is minimised: distances and entropy by share, and the penalty for unequal batches. */
  double objective() {
    double sum = 0;
    for (double cost : costs) {
      sum += cost;
    }
    return sum + settings.softness() * settings.diversity() * counts.divergence();
  }

  private void update(DenseMatrix unit, int[] chosen, double[] penalties) {
    DenseMatrix turned = centres.transposed();
    IntStream.range(0, Math.ceilDiv(chosen.length, TASK))
        .parallel()
        .forEach(
            task -> {
              double[] scores = new double[count];
              int until = Math.min(chosen.length, (task + 1) * TASK);
              for (int i = task * TASK; i < until; i++) {
                score(unit, chosen[i], turned, scores);
                share(chosen[i], scores, penalties);
              }
            });
  }

  /** The scalar products of a cell with the centres, which are (dimensions, clusters) here. */
  private static void score(DenseMatrix unit, int cell, DenseMatrix turned, double[] scores) {
    Arrays.fill(scores, 0);
    int width = scores.length;
    for (int column = 0; column < unit.columns(); column++) {
      double value = unit.get(cell, column);
      for (int k = 0; k < width; k++) {
        scores[k] += value * turned.values()[column * width + k];
      }
    }
  }

  private void share(int cell, double[] products, double[] penalties) {
    int penalty = cells.batches()[cell] * count;
    int from = cell * count;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      double distance = 2 * (1 - products[k]);
      shares[from + k] = -distance / settings.softness() + penalties[penalty + k];
      most = Math.max(most, shares[from + k]);
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += Math.exp(shares[from + k] - most);
    }
    double scale = most + Math.log(sum);
    double cost = 0;
    for (int k = 0; k < count; k++) {
      double logarithm = shares[from + k] - scale;
      double share = Math.exp(logarithm);
      shares[from + k] = share;
      cost += share * (2 * (1 - products[k]) + settings.softness() * logarithm);
    }
    costs[cell] = cost;
  }

  /** The sum of the cells of each cluster, by their shares. */
  private DenseMatrix sums(DenseMatrix unit) {
    DenseMatrix[] pieces = new DenseMatrix[PIECES];
    IntStream.range(0, PIECES).parallel().forEach(piece -> pieces[piece] = sums(unit, piece));
    double[] sum = pieces[0].values();
    for (int piece = 1; piece < PIECES; piece++) {
      double[] more = pieces[piece].values();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
    }
    return pieces[0];
  }

  private DenseMatrix sums(DenseMatrix unit, int piece) {
    int columns = unit.columns();
    DenseMatrix sums = DenseMatrix.zeros(count, columns);
    int from = (int) ((long) cells.count() * piece / PIECES);
    int until = (int) ((long) cells.count() * (piece + 1) / PIECES);
    for (int cell = from; cell < until; cell++) {
      for (int k = 0; k < count; k++) {
        double share = shares[cell * count + k];
        for (int column = 0; column < columns; column++) {
          sums.values()[k * columns + column] += share * unit.values()[cell * columns + column];
        }
      }
    }
    return sums;
  }
}

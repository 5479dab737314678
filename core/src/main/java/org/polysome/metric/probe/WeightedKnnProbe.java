package org.polysome.metric.probe;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.matrix.UnitRows;
import org.polysome.metric.Definition;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Split;

/**
 * Nearest training cells with a weight each, as in Tx-Evaluation (Bendidi et al. 2024): the score
 * of a class is the sum of the weights of its cells among the nearest. The class of largest score
 * is the answer, of equal ones the first; probabilities are shares of the weight.
 *
 * @param distance which cells are near, and how much they weigh
 * @param neighbors how many; if not given, the root of the number of training cells, rounded down
 *     and then up to an odd number
 * @param components to how many principal components of the training cells points are reduced
 *     first, after their length was taken away for cosines
 */
public record WeightedKnnProbe(Distance distance, OptionalInt neighbors, OptionalInt components)
    implements Probe {

  /** The most training cells that are searched; more are thinned out, class by class. */
  static final int MOST_CELLS = 100_000;

  private static final double TEMPERATURE = 0.07;
  private static final double NEAREST = 1e-5;

  /** Shorter points are divided by this, as in {@code torch.nn.functional.normalize}. */
  private static final double SHORTEST = 1e-12;

  /** What near means. */
  public enum Distance {
    /** A cell weighs the exponential of its cosine over 0.07. */
    COSINE,
    /** A cell weighs one over its Euclidean distance, plus 1e-5. */
    EUCLIDEAN
  }

  @Override
  public String name() {
    return "knn";
  }

  @Override
  public Definition flavor() {
    String count = neighbors.isPresent() ? "k" + neighbors.getAsInt() : "k-root-n";
    String reduced = components.isPresent() ? "-pca" + components.getAsInt() : "";
    return new Definition(
        "tx-evaluation-weighted-%s-%s%s"
            .formatted(distance == Distance.COSINE ? "cosine" : "euclidean", count, reduced));
  }

  @Override
  public Prediction predict(ProbeTask task) {
    DenseMatrix scores = scores(task);
    int[] answers =
        IntStream.range(0, scores.rows()).map(cell -> KnownClasses.largest(scores, cell)).toArray();
    DenseMatrix shares = DenseMatrix.zeros(scores.rows(), scores.columns());
    for (int cell = 0; cell < scores.rows(); cell++) {
      int from = cell * scores.columns();
      int until = from + scores.columns();
      double sum = Arrays.stream(scores.values(), from, until).sum();
      for (int i = from; i < until; i++) {
        shares.values()[i] = scores.values()[i] / sum;
      }
    }
    return new Prediction(answers, shares);
  }

  /** The sum of weights (cells, classes) of each class. */
  DenseMatrix scores(ProbeTask task) {
    LabelledPoints train = thinned(task);
    DenseMatrix points = directed(train.points());
    DenseMatrix queries = directed(task.test());
    if (components.isPresent() && points.rows() > 1) {
      var pca = Pca.fit(RowOperator.of(points), components.getAsInt(), task.seed());
      queries = pca.project(queries);
      points = pca.project(points);
    }
    int k = neighbors.orElseGet(() -> (int) Math.sqrt(train.labels().length) / 2 * 2 + 1);
    Neighbors near =
        distance == Distance.COSINE
            ? LargestProducts.search(queries, points, k)
            : new NearestNeighbors().search(queries, points, k);
    DenseMatrix scores = DenseMatrix.zeros(queries.rows(), train.classes());
    for (int i = 0; i < near.indices().length; i++) {
      int place = i / near.k() * train.classes() + train.labels()[near.indices()[i]];
      scores.values()[place] += weight(near.distances()[i]);
    }
    return scores;
  }

  private double weight(double measure) {
    return distance == Distance.COSINE ? Math.exp(measure / TEMPERATURE) : 1 / (measure + NEAREST);
  }

  private static LabelledPoints thinned(ProbeTask task) {
    LabelledPoints train = task.train();
    int cells = train.labels().length;
    if (cells <= MOST_CELLS) {
      return train;
    }
    long[] keys = IntStream.range(0, cells).asLongStream().toArray();
    double share = (double) MOST_CELLS / cells;
    return train.select(Split.stratified(train.labels(), keys, share, task.seed()).test());
  }

  /** Rows of length one, where length does not matter; a row of zeros stays. */
  private DenseMatrix directed(DenseMatrix points) {
    return distance == Distance.EUCLIDEAN ? points : UnitRows.of(points, SHORTEST);
  }
}

package org.polysome.suite.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.metric.Bootstrap;
import org.polysome.metric.Confidences;
import org.polysome.metric.ConfusionMatrix;
import org.polysome.metric.Interval;
import org.polysome.metric.Measurement;

/**
 * The answers of a probe over the splits of a plan, and the numbers that follow from them.
 *
 * @param truth the class of every judged cell
 * @param classes how many classes there are
 * @param answers the answers in each split, at least one
 */
record Scores(int[] truth, int classes, List<Answers> answers) {

  /** How intervals are found, for the record. */
  static final String INTERVAL =
      "accuracy: Wilson, a cell tested in several splits counted once (Kish); F1: 1.96 standard"
          + " errors of 1000 bootstraps of cells";

  private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 0);

  /**
   * What was answered in one split.
   *
   * @param cells the tested cells
   * @param predicted the class that each was given
   */
  record Answers(int[] cells, int[] predicted) {}

  /** A metric over splits: its mean, its standard deviation, its interval. */
  record Score(double value, OptionalDouble sd, Optional<Interval> interval) {}

  Score accuracy() {
    double[] values = perSplit(ConfusionMatrix::accuracy);
    double mean = mean(values);
    return new Score(mean, sd(values), Optional.of(Interval.wilson(mean, independentTests())));
  }

  Score macroF1() {
    double[] values = perSplit(ConfusionMatrix::macroF1);
    int[] tests = tests();
    int[] tested = IntStream.range(0, truth.length).filter(cell -> tests[cell] > 0).toArray();
    OptionalDouble error =
        BOOTSTRAP.standardError(tested.length, drawn -> resampled(drawn, tested));
    double mean = mean(values);
    Optional<Interval> interval =
        error.isPresent()
            ? Optional.of(Interval.normal(mean, error.getAsDouble()))
            : Optional.empty();
    return new Score(mean, sd(values), interval);
  }

  /** All answers of all splits together. */
  ConfusionMatrix together() {
    return answers.stream().map(this::matrix).reduce(ConfusionMatrix::plus).orElseThrow();
  }

  /** A metric of confidences over splits; none of them may be empty. */
  static Score over(List<Confidences> splits, Function<Confidences, Measurement> metric) {
    double[] values =
        splits.stream().mapToDouble(part -> metric.apply(part).value().orElseThrow()).toArray();
    return new Score(mean(values), sd(values), Optional.empty());
  }

  private double[] perSplit(ToDoubleFunction<ConfusionMatrix> metric) {
    return answers.stream().map(this::matrix).mapToDouble(metric).toArray();
  }

  private ConfusionMatrix matrix(Answers split) {
    int[] labels = Arrays.stream(split.cells).map(cell -> truth[cell]).toArray();
    return ConfusionMatrix.of(labels, split.predicted, classes);
  }

  private OptionalDouble resampled(int[] drawn, int[] tested) {
    int[] weights = new int[truth.length];
    for (int i = 0; i < tested.length; i++) {
      weights[tested[i]] = drawn[i];
    }
    return answers.stream()
        .map(split -> weighted(split, weights))
        .filter(matrix -> matrix.total() > 0)
        .mapToDouble(ConfusionMatrix::macroF1)
        .average();
  }

  private ConfusionMatrix weighted(Answers split, int[] weights) {
    long[] counts = new long[ArraySize.of("a confusion matrix (labels, labels)", classes, classes)];
    for (int i = 0; i < split.cells.length; i++) {
      int cell = split.cells[i];
      counts[truth[cell] * classes + split.predicted[i]] += weights[cell];
    }
    return new ConfusionMatrix(classes, counts);
  }

  /** In how many splits each cell was tested. */
  private int[] tests() {
    int[] tests = new int[truth.length];
    answers.forEach(split -> Arrays.stream(split.cells).forEach(cell -> tests[cell]++));
    return tests;
  }

  /** The effective number of tests if those of one cell always agree (Kish, 1965). */
  private double independentTests() {
    double sum = 0;
    double squares = 0;
    for (int count : tests()) {
      sum += count;
      squares += (double) count * count;
    }
    return sum * sum / squares;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static OptionalDouble sd(double[] values) {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
  }
}

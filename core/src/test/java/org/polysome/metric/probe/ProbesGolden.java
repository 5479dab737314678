package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;

/** Weighted neighbours and the linear probe of Tx-Evaluation: scores, accuracies, one training. */
public final class ProbesGolden implements GoldenCheck {

  private static final double TOLERANCE = 1e-4;

  /** Percentages are float32 in the reference; of less than a million cells none is this small. */
  private static final Offset<Double> PERCENT = Offset.offset(1e-4 / 2);

  /** The cells of the case, divided as it says. */
  private record Cells(LabelledPoints train, DenseMatrix test, int[] truth) {
    static Cells of(GoldenCase golden) {
      double[] isTest = numbers(golden, "in.is_test");
      int[] labels = Arrays.stream(numbers(golden, "in.pert")).mapToInt(x -> (int) x).toArray();
      var all = matrix(golden, "in.X");
      int[] train = IntStream.range(0, isTest.length).filter(i -> isTest[i] == 0).toArray();
      int[] test = IntStream.range(0, isTest.length).filter(i -> isTest[i] == 1).toArray();
      int classes = golden.size("perts");
      int[] known = Arrays.stream(train).map(cell -> labels[cell]).toArray();
      int[] truth = Arrays.stream(test).map(cell -> labels[cell]).toArray();
      return new Cells(
          new LabelledPoints(all.select(train), known, classes), all.select(test), truth);
    }
  }

  @Override
  public void check(GoldenCase golden) {
    Cells cells = Cells.of(golden);
    for (var distance : WeightedKnnProbe.Distance.values()) {
      String name = "out.knn." + distance.name().toLowerCase(java.util.Locale.ROOT);
      OptionalInt none = OptionalInt.empty();
      OptionalInt k = OptionalInt.of(golden.size("k"));
      neighbors(golden, name + ".k", new WeightedKnnProbe(distance, k, none), cells);
      OptionalInt k2 = OptionalInt.of(golden.size("k2"));
      neighbors(golden, name + ".k2", new WeightedKnnProbe(distance, k2, none), cells);
      var reduced = new WeightedKnnProbe(distance, k2, OptionalInt.of(32));
      neighbors(golden, name + ".pca", reduced, cells);
    }
    training(golden, cells);
  }

  private static void neighbors(
      GoldenCase golden, String name, WeightedKnnProbe probe, Cells cells) {
    ProbeTask task = ProbeTask.of(cells.train, cells.test);
    close(probe.scores(task).values(), golden, name + ".scores");
    Prediction answer = probe.predict(task);
    double[] expected = numbers(golden, name + ".acc");
    assertThat(100 * answer.topAccuracy(cells.truth, 1)).as(name).isEqualTo(expected[0], PERCENT);
    assertThat(100 * answer.topAccuracy(cells.truth, 5))
        .as(name)
        .isEqualTo(numbers(golden, name + ".acc5_strict")[0], PERCENT);
  }

  private static void training(GoldenCase golden, Cells cells) {
    DenseMatrix points = cells.train.points();
    var network = new Perceptron(new int[] {points.columns(), cells.train.classes()}, 0);
    double[] parameters = together(golden, "in.lin_w", "in.lin_b");
    judge(golden, "out.lin.before", network, parameters, cells);
    int steps = golden.size("steps");
    Adam.Moments moments = new Adam(golden.hyper("wd").asDouble(), true).start(parameters.length);
    Schedule.Rates rates =
        new Schedule.WarmupCosine(golden.size("warm"), 3e-5)
            .start(golden.hyper("lr").asDouble(), new Schedule.Steps(1, steps));
    int[] all = IntStream.range(0, points.rows()).toArray();
    var targets = new ClassTargets(cells.train.labels(), cells.train.classes());
    double[] losses = new double[steps];
    double[] gradient = new double[parameters.length];
    for (int step = 0; step < steps; step++) {
      losses[step] =
          network.lossAndGradient(
              parameters, new Perceptron.Batch(points, all, targets, 0), gradient);
      moments.step(parameters, gradient, rates.at(step));
    }
    close(losses, golden, "out.lin.losses");
    close(IntStream.range(0, steps).mapToDouble(rates::at).toArray(), golden, "out.lin.lrs");
    close(parameters, together(golden, "out.lin.W", "out.lin.b"), "out.lin.W, out.lin.b");
    judge(golden, "out.lin.after", network, parameters, cells);
  }

  private static void judge(
      GoldenCase golden, String name, Perceptron network, double[] parameters, Cells cells) {
    DenseMatrix logits = network.outputs(parameters, cells.test);
    close(logits.values(), golden, name + ".logits");
    int classes = cells.train.classes();
    int[] labels = IntStream.range(0, classes).toArray();
    Prediction answer = new KnownClasses(labels, classes).answer(logits);
    double[] expected = numbers(golden, name + ".acc");
    assertThat(100 * answer.topAccuracy(cells.truth, 1)).isEqualTo(expected[0], PERCENT);
    assertThat(100 * answer.topAccuracy(cells.truth, 5)).isEqualTo(expected[1], PERCENT);
    int[] all = IntStream.range(0, cells.truth.length).toArray();
    double loss = new ClassTargets(cells.truth, classes).lossAndSlope(logits.transposed(), all);
    close(new double[] {loss}, golden, name + ".loss");
  }

  private static double[] together(GoldenCase golden, String weights, String biases) {
    return java.util.stream.DoubleStream.concat(
            Arrays.stream(numbers(golden, weights)), Arrays.stream(numbers(golden, biases)))
        .toArray();
  }

  private static void close(double[] found, GoldenCase golden, String name) {
    close(found, numbers(golden, name), name);
  }

  private static void close(double[] found, double[] expected, String name) {
    assertThat(found).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      // Weights of neighbours reach 1e6 and are float32 in the reference.
      double allowed = TOLERANCE * Math.max(1, Math.abs(expected[i]));
      assertThat(found[i]).as("%s[%d]", name, i).isEqualTo(expected[i], Offset.offset(allowed));
    }
  }

  private static double[] numbers(GoldenCase golden, String name) {
    return golden.tensor(name).toDoubles();
  }

  private static DenseMatrix matrix(GoldenCase golden, String name) {
    long[] shape = golden.tensor(name).shape();
    return new DenseMatrix((int) shape[0], (int) shape[1], numbers(golden, name));
  }
}

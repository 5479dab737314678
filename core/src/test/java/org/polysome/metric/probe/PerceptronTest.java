package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;

class PerceptronTest {

  private static final int CELLS = 13;
  private static final int[] ALL = IntStream.range(0, CELLS).toArray();
  private static final Targets CLASSES =
      new ClassTargets(new Random(3).ints(CELLS, 0, 4).toArray(), 4);
  private static final Targets VALUES = new ValueTargets(Points.normal(CELLS, 4, 4));

  @ParameterizedTest(name = "dropout {0}, seed 11")
  @ValueSource(doubles = {0, 0.3})
  void theGradientIsTheSlope(double dropout) {
    for (int[] widths : new int[][] {{5, 4}, {5, 7, 4}, {5, 6, 3, 7, 4}}) {
      for (Targets targets : new Targets[] {CLASSES, VALUES}) {
        var network = new Perceptron(widths, dropout);
        var batch = new Perceptron.Batch(Points.normal(CELLS, 5, 11), ALL, targets, 99);
        double[] place = network.initial(11);
        double[] gradient = new double[place.length];
        network.lossAndGradient(place, batch, gradient);
        for (int i = 0; i < place.length; i++) {
          double slope = (at(network, batch, place, i, 1e-6) - at(network, batch, place, i, -1e-6));
          assertThat(gradient[i]).isEqualTo(slope / 2e-6, Offset.offset(1e-7));
        }
      }
    }
  }

  private static double at(
      Perceptron network, Perceptron.Batch batch, double[] place, int axis, double step) {
    double[] moved = place.clone();
    moved[axis] += step;
    return network.lossAndGradient(moved, batch, new double[place.length]);
  }

  @Test
  void theLossOfClassesIsTheMeanOfTheirLogarithms() {
    DenseMatrix points = Points.normal(CELLS, 5, 1);
    var network = new Perceptron(new int[] {5, 6, 4}, 0);
    double[] parameters = network.initial(1);
    DenseMatrix outputs = network.outputs(parameters, points);
    int[] labels = ((ClassTargets) CLASSES).labels();
    double expected = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      double sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += Math.exp(outputs.get(cell, i));
      }
      expected -= Math.log(Math.exp(outputs.get(cell, labels[cell])) / sum) / CELLS;
    }
    var batch = new Perceptron.Batch(points, ALL, CLASSES, 0);
    assertThat(network.lossAndGradient(parameters, batch, new double[parameters.length]))
        .isEqualTo(expected, Offset.offset(1e-12));
  }

  @Test
  void outputsOfManyCellsAreThoseOfEach() {
    DenseMatrix points = Points.normal(4100, 3, 2);
    var network = new Perceptron(new int[] {3, 5, 2}, 0.5);
    double[] p = network.initial(5);
    DenseMatrix outputs = network.outputs(p, points);
    for (int cell : new int[] {0, 4095, 4096, 4099}) {
      double expected = p[15 + 5 + 10];
      for (int unit = 0; unit < 5; unit++) {
        double sum = p[15 + unit];
        for (int i = 0; i < 3; i++) {
          sum += p[unit * 3 + i] * points.get(cell, i);
        }
        expected += Math.max(0, sum) * p[20 + unit];
      }
      assertThat(outputs.get(cell, 0)).isEqualTo(expected, Offset.offset(1e-14));
    }
  }

  @Test
  void dropoutZeroesAShareAndKeepsTheMean() {
    var network = new Perceptron(new int[] {1, 20_000, 1}, 0.25);
    double[] parameters = new double[network.parameters()];
    Arrays.fill(parameters, 20_000, 40_000, 1);
    Arrays.fill(parameters, 40_000, 60_000, 1.0 / 20_000);
    var targets = new ValueTargets(new DenseMatrix(1, 1, new double[] {0}));
    var batch = new Perceptron.Batch(new DenseMatrix(1, 1, new double[1]), new int[1], targets, 7);
    double[] gradient = new double[parameters.length];
    double output = Math.sqrt(network.lossAndGradient(parameters, batch, gradient));
    assertThat(output).isEqualTo(1, Offset.offset(0.02));
    long dropped = Arrays.stream(gradient, 40_000, 60_000).filter(slope -> slope == 0).count();
    assertThat(dropped / 20_000.0).isEqualTo(0.25, Offset.offset(0.01));
  }
}

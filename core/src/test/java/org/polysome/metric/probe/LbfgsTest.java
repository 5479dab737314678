package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LbfgsTest {

  private static final int SIZE = 14;
  private static final int MEMORY = 10;

  /** A bowl that is a thousand times steeper along its last axis, with a quartic rim. */
  private static double bowl(double[] place, double[] gradient) {
    double value = 0;
    for (int i = 0; i < place.length; i++) {
      double curvature = Math.pow(1000, i / (place.length - 1.0));
      double x = place[i] - i;
      double next = place[(i + 1) % place.length] - (i + 1) % place.length;
      value += curvature * x * x / 2 + x * x * x * x / 4 + 0.1 * x * next;
      gradient[i] += curvature * x + x * x * x + 0.1 * next;
      gradient[(i + 1) % place.length] += 0.1 * x;
    }
    return value;
  }

  private static double[] start() {
    double[] start = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      start[i] = i + Math.sin(3 * i + 1);
    }
    return start;
  }

  /** Nocedal's update in full matrices, from the last ten steps, beside the two loops over them. */
  @Test
  void everyPlaceIsThatOfTheUpdateInFullMatrices() {
    List<double[]> asked = new ArrayList<>();
    new Lbfgs(40, 1e-8)
        .minimise(
            (place, gradient) -> {
              asked.add(place.clone());
              return bowl(place, gradient);
            },
            start());
    List<double[]> expected = slow(40, 1e-8);
    assertThat(asked).hasSameSizeAs(expected).hasSizeGreaterThan(25);
    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i)).as("place %d", i).containsExactly(expected.get(i), within(1e-6));
    }
  }

  @Test
  void findsTheMinimum() {
    double[] minimum = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      minimum[i] = i;
    }
    assertThat(new Lbfgs(500, 1e-9).minimise(LbfgsTest::bowl, start()))
        .containsExactly(minimum, within(1e-7));
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }

  /** All places that are asked for. */
  private static List<double[]> slow(int most, double tolerance) {
    List<double[]> asked = new ArrayList<>();
    List<double[][]> pairs = new ArrayList<>();
    double[] place = start();
    double[] gradient = new double[SIZE];
    asked.add(place);
    double value = bowl(place, gradient);
    for (int i = 0; i < most && largest(gradient) > tolerance; i++) {
      double[] direction = times(inverse(pairs), gradient, -1);
      double slope = dot(direction, gradient);
      double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double[] next;
      double[] nextGradient;
      double nextValue;
      while (true) {
        next = plus(place, length, direction);
        nextGradient = new double[SIZE];
        asked.add(next);
        nextValue = bowl(next, nextGradient);
        if (nextValue <= value + 1e-4 * length * slope) {
          break;
        }
        length /= 2;
      }
      pairs.add(new double[][] {plus(next, -1, place), plus(nextGradient, -1, gradient)});
      if (pairs.size() > MEMORY) {
        pairs.removeFirst();
      }
      place = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return asked;
  }

  /** H = (I - r s y') H (I - r y s') + r s s' over the pairs, from s'y / y'y of the newest. */
  private static double[][] inverse(List<double[][]> pairs) {
    double[][] inverse = new double[SIZE][SIZE];
    double scale = 1;
    if (!pairs.isEmpty()) {
      double[][] newest = pairs.getLast();
      scale = dot(newest[0], newest[1]) / dot(newest[1], newest[1]);
    }
    for (int i = 0; i < SIZE; i++) {
      inverse[i][i] = scale;
    }
    for (double[][] pair : pairs) {
      double[] s = pair[0];
      double[] y = pair[1];
      double r = 1 / dot(s, y);
      double[] hy = times(inverse, y, 1);
      double yhy = dot(y, hy);
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          inverse[i][j] += -r * (s[i] * hy[j] + hy[i] * s[j]) + (r * r * yhy + r) * s[i] * s[j];
        }
      }
    }
    return inverse;
  }

  private static double[] times(double[][] matrix, double[] vector, double factor) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      product[i] = factor * dot(matrix[i], vector);
    }
    return product;
  }

  private static double[] plus(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * b[i];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void endsAtTheStartWhereNothingFalls() {
    int[] asked = {0};
    double[] found =
        new Lbfgs(5, 1e-3)
            .minimise(
                (place, gradient) -> {
                  asked[0]++;
                  gradient[0] = 1;
                  return 0;
                },
                new double[] {3});
    assertThat(found).containsExactly(3);
    assertThat(asked[0]).as("forty steps, each half of the one before").isEqualTo(41);
  }

  @Test
  void endsAfterSoManyIterationsAndAtTheTolerance() {
    double[] one = new Lbfgs(1, 0).minimise(LbfgsTest::bowl, start());
    List<double[]> asked = slow(1, 0);
    assertThat(one).containsExactly(asked.getLast(), within(1e-12));
    assertThat(new Lbfgs(0, 0).minimise(LbfgsTest::bowl, start())).containsExactly(start());
    // A gradient as large as the tolerance is small enough.
    assertThat(
            new Lbfgs(9, 2)
                .minimise(
                    (place, gradient) -> {
                      gradient[0] = 2 * place[0];
                      return place[0] * place[0];
                    },
                    new double[] {1}))
        .containsExactly(1);
  }
}

package org.polysome.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The stochastic descent of a UMAP layout. An edge is drawn in as many epochs as its strength asks
 * for; each time its two ends attract, and its head is repelled by a few random points. Closeness
 * in the picture is 1 / (1 + a d^2b).
 */
final class Spread {

  /** Fitted to a plateau up to distance 0.5 and a fall with scale 1, as scanpy draws. */
  static final double A = 0.5830300205;

  static final double B = 1.3341669924;
  private static final int REPULSIONS = 5;
  private static final double LONGEST_STEP = 4;

  private final FuzzyGraph graph;
  private final int epochs;
  private final RandomGenerator random;

  Spread(FuzzyGraph graph, int epochs, RandomGenerator random) {
    this.graph = graph;
    this.epochs = epochs;
    this.random = random;
  }

  /** Moves the points, x and y in turn. */
  void move(double[] layout) {
    double strongest = Arrays.stream(graph.weights()).max().orElse(1);
    double[] due = new double[graph.weights().length];
    for (int edge = 0; edge < due.length; edge++) {
      due[edge] = strongest / graph.weights()[edge];
    }
    for (int epoch = 0; epoch < epochs; epoch++) {
      double rate = 1 - (double) epoch / epochs;
      for (int edge = 0; edge < due.length; edge++) {
        if (due[edge] <= epoch + 1) {
          draw(layout, edge, rate);
          due[edge] += strongest / graph.weights()[edge];
        }
      }
    }
  }

  private void draw(double[] layout, int edge, double rate) {
    int head = 2 * graph.heads()[edge];
    attract(layout, head, 2 * graph.tails()[edge], rate);
    for (int i = 0; i < REPULSIONS; i++) {
      int other = 2 * random.nextInt(graph.points());
      if (other != head) {
        repel(layout, head, other, rate);
      }
    }
  }

  private static void attract(double[] layout, int head, int tail, double rate) {
    double x = layout[head] - layout[tail];
    double y = layout[head + 1] - layout[tail + 1];
    double squared = x * x + y * y;
    if (squared == 0) {
      return;
    }
    double power = Math.pow(squared, B);
    double pull = -2 * A * B * power / squared / (1 + A * power);
    double stepX = rate * bounded(pull * x);
    double stepY = rate * bounded(pull * y);
    layout[head] += stepX;
    layout[head + 1] += stepY;
    layout[tail] -= stepX;
    layout[tail + 1] -= stepY;
  }

  private static void repel(double[] layout, int head, int other, double rate) {
    double x = layout[head] - layout[other];
    double y = layout[head + 1] - layout[other + 1];
    double squared = x * x + y * y;
    if (squared == 0) {
      return;
    }
    double push = 2 * B / ((0.001 + squared) * (1 + A * Math.pow(squared, B)));
    layout[head] += rate * bounded(push * x);
    layout[head + 1] += rate * bounded(push * y);
  }

  private static double bounded(double step) {
    return Math.clamp(step, -LONGEST_STEP, LONGEST_STEP);
  }
}

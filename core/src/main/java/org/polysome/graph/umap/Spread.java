package org.polysome.graph.umap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.graph.FuzzyGraph;

/**
 * The stochastic descent of a UMAP layout. An edge is drawn in as many epochs as its strength asks
 * for; each time its two ends attract, and its head is repelled by a few random points.
 */
final class Spread {

  private static final int REPULSIONS = 5;
  private static final double LONGEST_STEP = 4;

  private final FuzzyGraph graph;
  private final int epochs;
  private final RandomGenerator random;
  private final Forces forces = new Forces();

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

  private void attract(double[] layout, int head, int tail, double rate) {
    double x = layout[head] - layout[tail];
    double y = layout[head + 1] - layout[tail + 1];
    double pull = forces.pull(x * x + y * y);
    double stepX = rate * bounded(pull * x);
    double stepY = rate * bounded(pull * y);
    layout[head] -= stepX;
    layout[head + 1] -= stepY;
    layout[tail] += stepX;
    layout[tail + 1] += stepY;
  }

  private void repel(double[] layout, int head, int other, double rate) {
    double x = layout[head] - layout[other];
    double y = layout[head + 1] - layout[other + 1];
    double push = forces.push(x * x + y * y);
    layout[head] += rate * bounded(push * x);
    layout[head + 1] += rate * bounded(push * y);
  }

  private static double bounded(double step) {
    return Math.clamp(step, -LONGEST_STEP, LONGEST_STEP);
  }
}

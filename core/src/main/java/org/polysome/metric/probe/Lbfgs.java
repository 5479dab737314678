package org.polysome.metric.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS (Nocedal, 1980) for smooth convex functions, with halving of the step until
 * the function falls enough. No randomness, no threads of its own.
 *
 * @param most iterations at most
 * @param tolerance ends when no entry of the gradient is larger
 */
record Lbfgs(int most, double tolerance) {

  private static final int MEMORY = 10;
  private static final double SUFFICIENT = 1e-4;
  private static final int HALVINGS = 40;

  /** A function of many variables. */
  @FunctionalInterface
  interface Objective {
    /** The value at a place; the gradient is written into the second argument. */
    double at(double[] place, double[] gradient);
  }

  /** A step and how the gradient changed over it. */
  private record Pair(double[] step, double[] change, double curvature) {}

  /** A place, the value there, and its gradient. */
  private record Point(double[] place, double value, double[] gradient) {
    static Point of(Objective objective, double[] place) {
      double[] gradient = new double[place.length];
      return new Point(place, objective.at(place, gradient), gradient);
    }
  }

  /** Where the function is smallest, from a start. */
  double[] minimise(Objective objective, double[] start) {
    Point point = Point.of(objective, start.clone());
    Deque<Pair> memory = new ArrayDeque<>();
    for (int i = 0; i < most && largest(point.gradient) > tolerance; i++) {
      double[] direction = direction(point.gradient, memory);
      Point next = search(objective, point, direction, memory.isEmpty());
      if (next.value >= point.value) {
        return point.place;
      }
      remember(
          memory, difference(next.place, point.place), difference(next.gradient, point.gradient));
      point = next;
    }
    return point.place;
  }

  /** The first of ever shorter steps after which the value has fallen enough. */
  private static Point search(
      Objective objective, Point from, double[] direction, boolean unscaled) {
    double slope = dot(direction, from.gradient);
    double length = unscaled ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    Point next = from;
    for (int i = 0; i < HALVINGS; i++) {
      next = Point.of(objective, moved(from.place, direction, length));
      if (next.value <= from.value + SUFFICIENT * length * slope) {
        break;
      }
      length /= 2;
    }
    return next;
  }

  /** Minus the gradient times the inverse curvature that the memory knows of. */
  private static double[] direction(double[] gradient, Deque<Pair> memory) {
    double[] direction = new double[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i];
    }
    double[] shares = new double[memory.size()];
    int newest = 0;
    for (Pair pair : memory) {
      shares[newest] = dot(pair.step, direction) / pair.curvature;
      add(direction, -shares[newest++], pair.change);
    }
    if (!memory.isEmpty()) {
      Pair last = memory.getFirst();
      scale(direction, last.curvature / dot(last.change, last.change));
    }
    for (Iterator<Pair> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
      Pair pair = oldest.next();
      double share = dot(pair.change, direction) / pair.curvature;
      add(direction, shares[--newest] - share, pair.step);
    }
    return direction;
  }

  private static void remember(Deque<Pair> memory, double[] step, double[] change) {
    double curvature = dot(step, change);
    if (curvature > 1e-12 * dot(change, change)) {
      memory.addFirst(new Pair(step, change, curvature));
    }
    if (memory.size() > MEMORY) {
      memory.removeLast();
    }
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    double[] moved = from.clone();
    add(moved, length, direction);
    return moved;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static void add(double[] sum, double scale, double[] other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += scale * other[i];
    }
  }

  private static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
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
}

package org.polysome.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How accurate answers are where only the surest are given: accuracy against coverage. Of equally
 * sure cells each has the same chance to be answered, so that the order of cells does not matter.
 *
 * @param points by rising coverage; none for no cells
 */
public record Abstention(List<Point> points) {

  /** How many points there are: every twentieth of the cells. */
  public static final int POINTS = 20;

  /**
   * One point of the curve.
   *
   * @param coverage the share of cells that is answered
   * @param accuracy the expected share of these that is right
   */
  public record Point(double coverage, double accuracy) {}

  /** Copies the points. */
  public Abstention {
    points = List.copyOf(points);
  }

  /** The curve. */
  public static Abstention of(Confidences confidences) {
    double[] expected = expectedCorrect(confidences);
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= POINTS && confidences.cells() > 0; i++) {
      double answered = (double) i * confidences.cells() / POINTS;
      int whole = (int) answered;
      double next = whole < confidences.cells() ? expected[whole + 1] - expected[whole] : 0;
      double correct = expected[whole] + (answered - whole) * next;
      points.add(new Point((double) i / POINTS, correct / answered));
    }
    return new Abstention(points);
  }

  /** The expected number of right answers among the n surest cells, for each n from 0. */
  private static double[] expectedCorrect(Confidences confidences) {
    int[] order = confidences.surestFirst();
    double[] expected = new double[order.length + 1];
    int from = 0;
    while (from < order.length) {
      int until = from;
      int correct = 0;
      double confidence = confidences.confidence()[order[from]];
      while (until < order.length && confidences.confidence()[order[until]] == confidence) {
        correct += confidences.correct()[order[until++]] ? 1 : 0;
      }
      for (int i = from; i < until; i++) {
        expected[i + 1] = expected[from] + (double) correct * (i + 1 - from) / (until - from);
      }
      from = until;
    }
    return expected;
  }
}

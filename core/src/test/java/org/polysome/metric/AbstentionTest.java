package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AbstentionTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  @Test
  void isTheAccuracyOfTheSurest() {
    int cells = 100;
    double[] confidence = new Random(2).doubles(cells).toArray();
    boolean[] correct = new boolean[cells];
    for (int i = 0; i < cells; i++) {
      correct[i] = i % 3 == 0 || confidence[i] > 0.7;
    }
    Abstention curve = Abstention.of(cells(confidence, correct));
    assertThat(curve.points()).hasSize(Abstention.POINTS);
    for (Abstention.Point point : curve.points()) {
      long answered = Math.round(point.coverage() * cells);
      double[] sorted = confidence.clone();
      java.util.Arrays.sort(sorted);
      double least = sorted[(int) (cells - answered)];
      long right = 0;
      for (int i = 0; i < cells; i++) {
        right += confidence[i] >= least && correct[i] ? 1 : 0;
      }
      assertThat(point.accuracy()).isEqualTo((double) right / answered, CLOSE);
    }
  }

  @Test
  void equallySureCellsShareTheirAccuracy() {
    double[] confidence = {0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    boolean[] correct = {true, true, true, true, false, false, false, false, false, false};
    Abstention curve = Abstention.of(cells(confidence, correct));
    // Half a cell, then one, then one and a half of ten.
    assertThat(curve.points().get(0).accuracy()).isEqualTo(1, CLOSE);
    assertThat(curve.points().get(1).accuracy()).isEqualTo(1, CLOSE);
    assertThat(curve.points().get(2).accuracy()).isEqualTo((1 + 0.5 / 3) / 1.5, CLOSE);
    assertThat(curve.points().getLast()).isEqualTo(new Abstention.Point(1, 0.4));
  }

  @Test
  void oneCellIsAlwaysAnswered() {
    Abstention curve = Abstention.of(cells(new double[] {0.3}, new boolean[] {true}));
    assertThat(curve.points()).allMatch(point -> point.accuracy() == 1);
  }

  private static Confidences cells(double[] confidence, boolean[] correct) {
    return new Confidences(confidence, correct, new double[confidence.length]);
  }
}

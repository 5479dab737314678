package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void sharesOfVotesLieAtTheUpperEndOfTheirBin() {
    for (int votes = 1; votes <= 10; votes++) {
      double share = votes / 10.0;
      Calibration calibration = Calibration.of(cells(new double[] {share}, new boolean[] {true}));
      int bin = Math.ceilDiv(votes * Calibration.BINS, 10) - 1;
      assertThat(calibration.bins().get(bin)).isEqualTo(new Calibration.Bin(1, share, 1));
    }
    Calibration zero = Calibration.of(cells(new double[] {0}, new boolean[] {false}));
    assertThat(zero.bins().getFirst().cells()).isEqualTo(1);
  }

  @Test
  void theErrorIsTheMeanGapOfTheBins() {
    double[] confidence = {0.95, 0.97, 0.99, 0.99, 0.5, 0.49};
    boolean[] correct = {true, true, true, false, false, true};
    // Two bins are filled: the last one by four cells, the one up to 8/15 by two.
    double last = Math.abs(3.0 / 4 - (0.95 + 0.97 + 0.99 + 0.99) / 4);
    double middle = Math.abs(1.0 / 2 - (0.5 + 0.49) / 2);
    assertThat(Calibration.of(cells(confidence, correct)).expectedError().value().orElseThrow())
        .isEqualTo((4 * last + 2 * middle) / 6, Offset.offset(1e-14));
  }

  @Test
  void whoIsRightAsOftenAsSureHasNoError() {
    int cells = 200_000;
    var random = new Random(1);
    double[] confidence = random.doubles(cells).toArray();
    boolean[] correct = new boolean[cells];
    for (int i = 0; i < cells; i++) {
      correct[i] = random.nextDouble() < confidence[i];
    }
    assertThat(Calibration.of(cells(confidence, correct)).expectedError().value().orElseThrow())
        .isLessThan(0.01);
  }

  private static Confidences cells(double[] confidence, boolean[] correct) {
    return new Confidences(confidence, correct, new double[confidence.length]);
  }
}

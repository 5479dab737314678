package org.polysome.metric.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/** Values from scikit-learn 1.9.1. */
class BinaryRankingTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-14);
  private static final Measurement SINGLE = Measurement.none(Status.SINGLE_LABEL);

  @Test
  void agreesWithTheReference() {
    var ranking =
        BinaryRanking.of(
            new boolean[] {true, false, true, true, false, false, true, false},
            new double[] {.9, .8, .8, .7, .6, .5, .4, .4});
    assertThat(ranking.averagePrecision().value().orElseThrow())
        .isEqualTo(0.729166666666667, CLOSE);
    assertThat(ranking.areaUnderRoc().value()).hasValue(0.6875);
    assertThat(ranking.trapezoidPrecisionRecall().value().orElseThrow())
        .isEqualTo(0.760416666666667, CLOSE);
  }

  @Test
  void rocCountsPairs() {
    var random = new Random(11);
    boolean[] truth = new boolean[200];
    double[] scores = new double[200];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextInt(3) == 0;
      scores[i] = random.nextInt(20) + (truth[i] ? 4 : 0);
    }
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j < truth.length; j++) {
        if (truth[i] && !truth[j]) {
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(BinaryRanking.of(truth, scores).areaUnderRoc().value().orElseThrow())
        .as("seed 11")
        .isEqualTo(won / pairs, CLOSE);
  }

  @Test
  void equalScoresAreOneStep() {
    var ranking = BinaryRanking.of(new boolean[] {true, false, false, false}, new double[4]);
    assertThat(ranking.averagePrecision().value()).hasValue(0.25);
    assertThat(ranking.areaUnderRoc().value()).hasValue(0.5);
    assertThat(ranking.trapezoidPrecisionRecall().value()).hasValue(0.625);
  }

  @Test
  void saysWhereThereIsNothingToTellApart() {
    var none = BinaryRanking.of(new boolean[2], new double[2]);
    assertThat(none.averagePrecision()).isEqualTo(SINGLE);
    assertThat(none.areaUnderRoc()).isEqualTo(SINGLE);
    assertThat(none.trapezoidPrecisionRecall()).isEqualTo(SINGLE);
    var all = BinaryRanking.of(new boolean[] {true, true}, new double[] {1, 2});
    assertThat(all.averagePrecision().value()).hasValue(1);
    assertThat(all.areaUnderRoc()).isEqualTo(SINGLE);
    var empty = BinaryRanking.of(new boolean[0], new double[0]);
    assertThat(empty.averagePrecision()).isEqualTo(SINGLE);
    assertThat(empty.areaUnderRoc()).isEqualTo(SINGLE);
  }

  @Test
  void refusesWhatCannotBeRanked() {
    assertThatThrownBy(() -> BinaryRanking.of(new boolean[1], new double[2]))
        .hasMessageContaining("1 truths");
    assertThatThrownBy(() -> BinaryRanking.of(new boolean[2], new double[] {1, Double.NaN}))
        .hasMessageContaining("value 1 is not a number");
  }
}

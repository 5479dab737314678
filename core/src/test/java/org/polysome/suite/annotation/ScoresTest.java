package org.polysome.suite.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Interval;

class ScoresTest {

  @Test
  void meanAndSpreadAreOverSplits() {
    int[] truth = {0, 0, 1, 1};
    var scores =
        new Scores(
            truth,
            2,
            List.of(
                new Scores.Answers(new int[] {0, 2}, new int[] {0, 1}),
                new Scores.Answers(new int[] {1, 3}, new int[] {0, 0})));
    assertThat(scores.accuracy().value()).isEqualTo(0.75);
    assertThat(scores.accuracy().sd().orElseThrow())
        .isEqualTo(Math.sqrt(0.125), Offset.offset(1e-15));
    assertThat(scores.macroF1().value()).isEqualTo((1 + (2.0 / 3 + 0) / 2) / 2);
    assertThat(scores.accuracy().interval()).contains(Interval.wilson(0.75, 4));
  }

  @Test
  void testsOfOneCellAreNotCountedAsSeveral() {
    int[] truth = {0, 1};
    var twice = new Scores.Answers(new int[] {0, 1}, new int[] {0, 0});
    var scores = new Scores(truth, 2, List.of(twice, twice));
    assertThat(scores.accuracy().interval()).contains(Interval.wilson(0.5, 2));
    var once = new Scores(truth, 2, List.of(twice));
    assertThat(once.accuracy().sd()).isEmpty();
    assertThat(once.macroF1().interval()).isEqualTo(scores.macroF1().interval());
  }
}

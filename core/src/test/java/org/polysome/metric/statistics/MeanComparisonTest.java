package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Student's own data on sleep, whose numbers the manual of R prints. */
class MeanComparisonTest {

  private static final Moments FIRST =
      Moments.of(new double[] {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0});
  private static final Moments SECOND =
      Moments.of(new double[] {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4});

  @Test
  void student() {
    Significance test = MeanComparison.student(FIRST, SECOND).orElseThrow();
    assertThat(test.statistic()).isEqualTo(-1.8608, Offset.offset(5e-5));
    assertThat(test.p()).isEqualTo(0.07919, Offset.offset(5e-6));
  }

  @Test
  void welch() {
    Significance test = MeanComparison.welch(FIRST, SECOND).orElseThrow();
    assertThat(test.statistic()).isEqualTo(-1.8608, Offset.offset(5e-5));
    assertThat(test.p()).isEqualTo(0.07939, Offset.offset(5e-6));
  }

  @Test
  void welchFromItsFormula() {
    var narrow = new Moments(4, 10, 0.3);
    var wide = new Moments(30, 11, 290);
    double one = 0.1 / 4;
    double other = 10.0 / 30;
    double degrees = (one + other) * (one + other) / (one * one / 3 + other * other / 29);
    double t = -1 / Math.sqrt(one + other);
    Significance test = MeanComparison.welch(narrow, wide).orElseThrow();
    assertThat(test.statistic()).isEqualTo(t, Offset.offset(1e-14));
    assertThat(test.p()).isEqualTo(Tails.studentT(degrees, t), Offset.offset(1e-14));
  }

  @Test
  void needsSomethingThatVaries() {
    var constant = Moments.of(new double[] {1, 1, 1});
    var other = Moments.of(new double[] {2, 2});
    assertThat(MeanComparison.student(constant, other)).isEmpty();
    assertThat(MeanComparison.welch(constant, other)).isEmpty();
    assertThat(MeanComparison.welch(constant, constant)).isEmpty();
    assertThat(MeanComparison.welch(Moments.of(new double[] {5}), FIRST)).isEmpty();
    assertThat(MeanComparison.student(FIRST, Moments.of(new double[0]))).isEmpty();
    assertThat(MeanComparison.welch(constant, FIRST)).isPresent();
    assertThat(MeanComparison.welch(FIRST, FIRST)).hasValue(new Significance(0, 1));
  }

  @Test
  void oneValueIsNoSample() {
    Moments one = Moments.of(new double[] {0.5});
    assertThat(MeanComparison.student(one, SECOND)).isEmpty();
    assertThat(MeanComparison.student(SECOND, one)).isEmpty();
    assertThat(MeanComparison.welch(one, SECOND)).isEmpty();
    assertThat(MeanComparison.welch(SECOND, one)).isEmpty();
    Moments two = Moments.of(new double[] {0.5, 0.7});
    assertThat(MeanComparison.student(two, two).orElseThrow().p()).isEqualTo(1);
  }
}

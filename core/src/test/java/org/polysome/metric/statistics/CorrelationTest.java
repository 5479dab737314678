package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/** Values from scipy 1.17.1. */
class CorrelationTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-14);
  private static final double[] X = {.1, .5, .5, -.3, 1.2, 0, 2.2};
  private static final double[] Y = {.2, .4, .9, -.1, .8, 0, 2.5};

  private interface Kind {
    Measurement of(double[] first, double[] second);
  }

  private static final List<Kind> ALL =
      List.of(Correlation::pearson, Correlation::spearman, Correlation::kendall);

  @Test
  void agreesWithScipy() {
    assertThat(value(Correlation.pearson(X, Y))).isEqualTo(.953243485728584, CLOSE);
    assertThat(value(Correlation.spearman(X, Y))).isEqualTo(.936974961203382, CLOSE);
    assertThat(value(Correlation.kendall(X, Y))).isEqualTo(.87831006565368, CLOSE);
  }

  @Test
  void kendallCountsPairs() {
    var random = new Random(4);
    double[] first = random.ints(150, 0, 12).asDoubleStream().toArray();
    double[] second = random.ints(150, 0, 9).asDoubleStream().toArray();
    for (int i = 0; i < 60; i++) {
      second[i] = first[i] - 3;
    }
    double sum = 0;
    double varying = 0;
    double varyingToo = 0;
    for (int i = 0; i < 150; i++) {
      for (int j = 0; j < i; j++) {
        double one = Math.signum(first[i] - first[j]);
        double other = Math.signum(second[i] - second[j]);
        sum += one * other;
        varying += one * one;
        varyingToo += other * other;
      }
    }
    assertThat(value(Correlation.kendall(first, second)))
        .as("seed 4")
        .isEqualTo(sum / Math.sqrt(varying * varyingToo), CLOSE);
  }

  @Test
  void perfectAndInverted() {
    double[] rising = {1, 2, 3, 5};
    double[] falling = {-2, -4, -6, -10};
    for (Kind kind : ALL) {
      assertThat(value(kind.of(rising, rising))).isEqualTo(1, CLOSE);
      assertThat(value(kind.of(rising, falling))).isEqualTo(-1, CLOSE);
      assertThat(value(kind.of(rising, rising))).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void scaleDoesNotMatter() {
    double[] tiny = {1e-300, 3e-300, 2e-300};
    double[] huge = {1e300, 1.5e308, -1e307};
    assertThat(value(Correlation.pearson(tiny, new double[] {1, 3, 2}))).isEqualTo(1, CLOSE);
    assertThat(value(Correlation.pearson(huge, huge))).isEqualTo(1, CLOSE);
  }

  @Test
  void saysWhereThereIsNone() {
    double[] third = {0.1, 0.1, 0.1};
    for (Kind kind : ALL) {
      assertThat(kind.of(third, new double[] {1, 2, 3}).status()).isEqualTo(Status.CONSTANT);
      assertThat(kind.of(new double[3], third).status()).isEqualTo(Status.CONSTANT);
      assertThat(kind.of(new double[1], new double[1]).status()).isEqualTo(Status.TOO_FEW_CELLS);
      assertThat(kind.of(new double[0], new double[0]).status()).isEqualTo(Status.TOO_FEW_CELLS);
      assertThatThrownBy(() -> kind.of(third, new double[2])).hasMessageContaining("3 values");
      assertThatThrownBy(() -> kind.of(third, new double[] {1, 2, Double.NaN}))
          .hasMessageContaining("NaN");
    }
  }

  private static double value(Measurement measurement) {
    return measurement.value().orElseThrow();
  }

  @Test
  void neitherListMayHaveAValueThatIsNotFinite() {
    double[] fine = {1, 2, 4};
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] bad = {1, wrong, 2};
      assertThatThrownBy(() -> Correlation.pearson(bad, fine)).hasMessageContaining("" + wrong);
      assertThatThrownBy(() -> Correlation.kendall(fine, bad)).hasMessageContaining("" + wrong);
    }
  }
}

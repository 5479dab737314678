package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;

class DecoderTest {

  /** One dimension by hand: slope = sum of products / (sum of squares + ridge), centred. */
  @Test
  void ridgeShrinksTheSlopeAndNotTheIntercept() {
    var points = new DenseMatrix(4, 1, new double[] {0, 1, 2, 5});
    var values = new DenseMatrix(4, 1, new double[] {1, 3, 5, 11});
    var test = new DenseMatrix(2, 1, new double[] {2, 12});
    var task = new DecoderTask(points, values, test, 0);
    assertThat(new LinearDecoder(0).decode(task).values())
        .containsExactly(new double[] {5, 25}, Offset.offset(1e-12));
    double slope = 28.0 / (14 + 7);
    assertThat(new LinearDecoder(7).decode(task).values())
        .containsExactly(new double[] {5, 5 + 10 * slope}, Offset.offset(1e-12));
  }

  @Test
  void theGradientOfTheRidgeIsZero() {
    DenseMatrix points = Points.normal(60, 6, 1);
    DenseMatrix values = Points.normal(60, 3, 2);
    var decoder = new LinearDecoder(2.5);
    DenseMatrix fitted = decoder.decode(new DecoderTask(points, values, points, 0));
    DenseMatrix units = DenseMatrix.zeros(7, 6);
    for (int i = 0; i < 6; i++) {
      units.values()[i * 6 + i] = 1;
    }
    DenseMatrix lines = decoder.decode(new DecoderTask(points, values, units, 0));
    for (int gene = 0; gene < 3; gene++) {
      double sum = 0;
      for (int i = 0; i < 6; i++) {
        double slope = 0;
        for (int cell = 0; cell < 60; cell++) {
          slope += points.get(cell, i) * (fitted.get(cell, gene) - values.get(cell, gene));
        }
        double coefficient = lines.get(i, gene) - lines.get(6, gene);
        assertThat(slope + 2.5 * coefficient).isEqualTo(0, Offset.offset(1e-10));
      }
      for (int cell = 0; cell < 60; cell++) {
        sum += fitted.get(cell, gene) - values.get(cell, gene);
      }
      assertThat(sum).isEqualTo(0, Offset.offset(1e-10));
    }
  }

  @Test
  void aDimensionTwiceAddsNothingToLeastSquares() {
    DenseMatrix points = Points.normal(30, 3, 3);
    DenseMatrix twice = DenseMatrix.zeros(30, 4);
    for (int cell = 0; cell < 30; cell++) {
      for (int i = 0; i < 4; i++) {
        twice.values()[cell * 4 + i] = points.get(cell, i % 3);
      }
    }
    DenseMatrix values = Points.normal(30, 2, 4);
    var decoder = new LinearDecoder(0);
    assertThat(decoder.decode(new DecoderTask(twice, values, twice, 0)).values())
        .containsExactly(
            decoder.decode(new DecoderTask(points, values, points, 0)).values(),
            Offset.offset(1e-9));
  }

  @Test
  void aNetworkLearnsACurve() {
    DenseMatrix points = Points.normal(400, 2, 5);
    DenseMatrix values = DenseMatrix.zeros(400, 18);
    for (int cell = 0; cell < 400; cell++) {
      for (int gene = 0; gene < 18; gene++) {
        double x = points.get(cell, gene % 2);
        values.values()[cell * 18 + gene] = gene < 9 ? Math.abs(x) : x;
      }
    }
    var plan =
        new TrainingPlan(
            new Adam(0, true),
            List.of(0.01),
            new Schedule.WarmupCosine(2, 1e-3),
            64,
            40,
            TrainingPlan.Stopping.never(1));
    var task = new DecoderTask(points, values, points, 1);
    double straight = error(new LinearDecoder(1).decode(task), values);
    var network = new MlpDecoder(true, plan);
    assertThat(error(network.decode(task), values)).isLessThan(0.1 * straight);
    assertThat(network.decode(task).values()).containsExactly(network.decode(task).values());
  }

  @Test
  void widthsAreThoseOfTheReference() {
    assertThat(MlpDecoder.widths(50, 2000)).containsExactly(50, 537, 1025, 1512, 2000);
    assertThat(MlpDecoder.widths(1280, 10)).containsExactly(1280, 962, 645, 327, 10);
    assertThat(MlpDecoder.published().flavor().text())
        .isEqualTo(
            "unscaled-mlp-3-hidden-mse-adamw-decay-1.0e-6-rate-1.0e-4-warmup-cosine-batch-512-epochs-30");
  }

  @Test
  void aResultSaysWhichDecoderItIsOf() {
    assertThat(new LinearDecoder(0).flavor().text()).isEqualTo("least-squares");
    assertThat(new LinearDecoder(2.5).flavor().text()).isEqualTo("ridge-2.5");
    assertThat(new LinearDecoder(2.5).name()).isEqualTo("linear");
    assertThat(MlpDecoder.published().name()).isEqualTo("mlp");
  }

  /** In other units of a dimension. */
  @Test
  void onlyAScaledNetworkIsTheSameInOtherUnits() {
    DenseMatrix points = Points.normal(60, 2, 6);
    DenseMatrix values = Points.normal(60, 18, 7);
    DenseMatrix other = Points.normal(60, 2, 6);
    for (int i = 0; i < other.values().length; i += 2) {
      other.values()[i] *= 1024;
    }
    var plan =
        new TrainingPlan(
            new Adam(0, true),
            List.of(0.01),
            new Schedule.Constant(),
            20,
            3,
            TrainingPlan.Stopping.never(1));
    var scaled = new MlpDecoder(true, plan);
    var unscaled = new MlpDecoder(false, plan);
    var task = new DecoderTask(points, values, points, 1);
    var larger = new DecoderTask(other, values, other, 1);
    assertThat(scaled.decode(larger).values())
        .containsExactly(scaled.decode(task).values(), Offset.offset(1e-9));
    assertThat(unscaled.decode(larger).values()).isNotEqualTo(unscaled.decode(task).values());
    assertThat(unscaled.decode(task).values()).isNotEqualTo(scaled.decode(task).values());
  }

  @Test
  void refusesOtherSizes() {
    DenseMatrix two = Points.normal(2, 3, 1);
    assertThatThrownBy(() -> new DecoderTask(two, Points.normal(3, 1, 1), two, 0))
        .hasMessage("2 cells of 3 dimensions, expression of 3, test cells of 3 dimensions");
    assertThatThrownBy(() -> new LinearDecoder(-1)).hasMessage("a ridge of -1.0");
  }

  private static double error(DenseMatrix found, DenseMatrix expected) {
    double sum = 0;
    for (int i = 0; i < found.values().length; i++) {
      sum += Math.pow(found.values()[i] - expected.values()[i], 2);
    }
    return sum / found.values().length;
  }
}

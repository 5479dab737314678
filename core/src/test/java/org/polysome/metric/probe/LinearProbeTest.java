package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.GoldenTensors;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.ConfusionMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.StandardScaler;

class LinearProbeTest {

  private static final int[] TRAIN =
      IntStream.range(0, GoldenCells.CELLS).filter(i -> i % 3 != 0).toArray();
  private static final int[] TEST =
      IntStream.range(0, GoldenCells.CELLS).filter(i -> i % 3 == 0).toArray();

  /** scikit-learn 1.9.1: StandardScaler, then LogisticRegression(tol=1e-12). */
  @Test
  void agreesWithTheReferenceWhereALabelHasNoTrainingCell() {
    int[] answers = new LinearProbe().predict(ProbeTask.of(golden(TRAIN), points(TEST))).labels();
    assertThat(answers).containsExactly(2, 3, 2, 2, 0, 2, 2, 1, 1, 0, 3, 1, 0, 3, 2, 2, 3, 3, 0, 1);
    int[] truth = Arrays.stream(TEST).map(cell -> GoldenCells.labels()[cell]).toArray();
    var matrix = ConfusionMatrix.of(truth, answers, 5);
    assertThat(matrix.accuracy()).isEqualTo(0.55);
    assertThat(matrix.macroF1()).isEqualTo(0.4924242424242424, Offset.offset(1e-15));
  }

  @Test
  void convergesToTheWeightsOfTheReference() {
    DenseMatrix scaled = StandardScaler.fit(points(TRAIN)).scale(points(TRAIN));
    int[] labels = golden(TRAIN).labels();
    var regression = new SoftmaxRegression(new LabelledPoints(scaled, labels, 4));
    double[] fitted = new Lbfgs(10_000, 1e-12).minimise(regression, new double[28]);
    assertThat(Arrays.copyOf(fitted, 6))
        .containsExactly(
            new double[] {0.9094691, -0.31851546, -0.5311651, -0.52405192, 0.15162185, 0.04184727},
            Offset.offset(1e-7));
    assertThat(Arrays.copyOfRange(fitted, 24, 28))
        .containsExactly(
            new double[] {0.16305416, 0.26125323, -0.5634317, 0.13912431}, Offset.offset(1e-7));
  }

  @Test
  void theLossIsTheCrossEntropyOfTheReferenceProbeAndTheDecay() {
    GoldenTensors golden = GoldenTensors.open("probes");
    double[] isTest = golden.numbers("in.is_test");
    int[] train = IntStream.range(0, isTest.length).filter(i -> isTest[i] == 0).toArray();
    double[] labels = golden.numbers("in.pert");
    DenseMatrix all = new DenseMatrix(isTest.length, 40, golden.numbers("in.X"));
    int[] codes = Arrays.stream(train).map(i -> (int) labels[i]).toArray();
    var cells = new LabelledPoints(all.select(train), codes, 14);
    double[] weights = golden.numbers("in.lin_w");
    double[] parameters = new double[14 * 41];
    System.arraycopy(weights, 0, parameters, 0, weights.length);
    System.arraycopy(golden.numbers("in.lin_b"), 0, parameters, weights.length, 14);
    double decay = Arrays.stream(weights).map(w -> w * w).sum() / 2 / train.length;
    double loss = new SoftmaxRegression(cells).at(parameters, new double[14 * 41]);
    assertThat(loss - decay).isEqualTo(golden.numbers("out.lin.losses")[0], Offset.offset(1e-5));
  }

  @Test
  void theGradientIsTheSlope() {
    LabelledPoints cells = golden(TRAIN);
    var regression = new SoftmaxRegression(cells);
    double[] place = Points.normal(1, regression.parameters(), 7).values();
    double[] gradient = new double[place.length];
    regression.at(place, gradient);
    double step = 1e-6;
    for (int i = 0; i < place.length; i++) {
      double[] above = place.clone();
      double[] below = place.clone();
      above[i] += step;
      below[i] -= step;
      double[] unused = new double[place.length];
      double slope = (regression.at(above, unused) - regression.at(below, unused)) / (2 * step);
      assertThat(gradient[i]).isEqualTo(slope, Offset.offset(1e-8));
    }
  }

  @Test
  void oneClassIsAlwaysTheAnswer() {
    var cells = new LabelledPoints(Points.normal(5, 3, 1), new int[] {2, 2, 2, 2, 2}, 4);
    assertThat(new LinearProbe().predict(ProbeTask.of(cells, Points.normal(3, 3, 2))).labels())
        .containsExactly(2, 2, 2);
  }

  @Test
  void constantDimensionsSayNothing() {
    DenseMatrix points = new DenseMatrix(4, 2, new double[] {1e6, 0, 1e6, 0.1, 1e6, 5, 1e6, 5.1});
    assertThat(StandardScaler.fit(points).deviations()[0]).isEqualTo(1);
    assertThat(StandardScaler.fit(points).scale(points).get(2, 0)).isZero();
    var cells = new LabelledPoints(points, new int[] {0, 0, 1, 1}, 2);
    assertThat(new LinearProbe().predict(ProbeTask.of(cells, points)).labels())
        .containsExactly(0, 0, 1, 1);
  }

  private static DenseMatrix points(int[] cells) {
    return GoldenCells.points(1.2 - 0.9).select(cells);
  }

  private static LabelledPoints golden(int[] cells) {
    int[] labels = Arrays.stream(cells).map(cell -> GoldenCells.labels()[cell]).toArray();
    return new LabelledPoints(points(cells), labels, 5);
  }
}

package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.probe.WeightedKnnProbe.Distance;

class WeightedKnnProbeTest {

  private static final Percentage EXACT = Percentage.withPercentage(1e-7);
  private static final LabelledPoints FIVE =
      new LabelledPoints(
          new DenseMatrix(5, 2, new double[] {1, 0, .9, .1, 0, 1, .1, .9, .5, .5}),
          new int[] {0, 0, 1, 1, 2},
          3);
  private static final DenseMatrix QUERY = new DenseMatrix(1, 2, new double[] {.6, .45});

  /** The values of section 5 of the metric definitions, from the reference's formula. */
  @Test
  void agreesWithTheReference() {
    double[] cosine = probe(Distance.COSINE, 3).scores(ProbeTask.of(FIVE, QUERY)).values();
    assertThat(cosine[0]).isCloseTo(312757.9684393461, EXACT);
    assertThat(cosine[1]).isZero();
    assertThat(cosine[2]).isCloseTo(1386281.615294778, EXACT);
    double[] euclidean = probe(Distance.EUCLIDEAN, 3).scores(ProbeTask.of(FIVE, QUERY)).values();
    assertThat(euclidean[0]).isCloseTo(3.8301395317099365, Percentage.withPercentage(1e-5));
    assertThat(euclidean[1]).isZero();
    assertThat(euclidean[2]).isCloseTo(8.943471981546937, Percentage.withPercentage(1e-5));
    Prediction answer = probe(Distance.COSINE, 3).predict(ProbeTask.of(FIVE, QUERY));
    assertThat(answer.labels()).containsExactly(2);
    assertThat(answer.confidence(0)).isCloseTo(cosine[2] / (cosine[0] + cosine[2]), EXACT);
  }

  @ParameterizedTest(name = "{0}, seed 8")
  @EnumSource
  void isTheSumOfWeightsOfTheNearest(Distance distance) {
    DenseMatrix points = Points.normal(150, 5, 8);
    DenseMatrix queries = Points.normal(20, 5, 9);
    int[] labels = new Random(8).ints(150, 0, 6).toArray();
    DenseMatrix scores =
        probe(distance, 12).scores(ProbeTask.of(new LabelledPoints(points, labels, 6), queries));
    for (int query = 0; query < 20; query++) {
      int row = query;
      int[] order =
          IntStream.range(0, 150)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -weight(distance, queries, row, points, i)))
              .mapToInt(Integer::intValue)
              .toArray();
      double[] expected = new double[6];
      for (int n = 0; n < 12; n++) {
        expected[labels[order[n]]] += weight(distance, queries, row, points, order[n]);
      }
      for (int label = 0; label < 6; label++) {
        assertThat(scores.get(query, label)).isCloseTo(expected[label], EXACT);
      }
    }
  }

  private static double weight(
      Distance distance, DenseMatrix queries, int query, DenseMatrix points, int point) {
    double product = 0;
    double a = 0;
    double b = 0;
    double squares = 0;
    for (int i = 0; i < queries.columns(); i++) {
      double x = queries.get(query, i);
      double y = points.get(point, i);
      product += x * y;
      a += x * x;
      b += y * y;
      squares += (x - y) * (x - y);
    }
    return distance == Distance.COSINE
        ? Math.exp(product / Math.sqrt(a * b) / 0.07)
        : 1 / (Math.sqrt(squares) + 1e-5);
  }

  @Test
  void aRowOfZerosHasCosineZeroWithAll() {
    var train =
        new LabelledPoints(
            new DenseMatrix(3, 2, new double[] {0, 0, 1, 2, -2, -1}), new int[] {0, 1, 2}, 3);
    var queries = new DenseMatrix(2, 2, new double[] {0, 0, 1, 1});
    DenseMatrix scores = probe(Distance.COSINE, 2).scores(ProbeTask.of(train, queries));
    assertThat(scores.rows(0, 1).values()).containsExactly(1, 1, 0);
    assertThat(scores.get(1, 0)).isEqualTo(1);
    assertThat(scores.get(1, 1)).isGreaterThan(1);
    assertThat(scores.get(1, 2)).isZero();
  }

  @Test
  void byDefaultTheRootOfTheCellsAndOdd() {
    int[] expected = {1, 1, 1, 3, 3, 5};
    int[] cells = {1, 2, 3, 4, 15, 16};
    for (int i = 0; i < cells.length; i++) {
      int count = cells[i];
      var train = new LabelledPoints(Points.normal(count, 2, 1), new int[count], 1);
      var probe =
          new WeightedKnnProbe(Distance.EUCLIDEAN, OptionalInt.empty(), OptionalInt.empty());
      var all = probe(Distance.EUCLIDEAN, expected[i]);
      assertThat(probe.scores(ProbeTask.of(train, QUERY)).values())
          .containsExactly(all.scores(ProbeTask.of(train, QUERY)).values());
      assertThat(probe.flavor().text()).isEqualTo("tx-evaluation-weighted-euclidean-k-root-n");
    }
  }

  @Test
  void aQueryOnATrainingCellWeighsAHundredThousand() {
    DenseMatrix same = FIVE.points().rows(4, 5);
    assertThat(probe(Distance.EUCLIDEAN, 1).scores(ProbeTask.of(FIVE, same)).values())
        .containsExactly(0, 0, 1 / 1e-5);
  }

  /** On components as many as dimensions distances stay; on one of two the other says nothing. */
  @Test
  void componentsAreThoseOfTheTrainingCells() {
    DenseMatrix points = Points.normal(40, 2, 3);
    for (int i = 0; i < points.values().length; i += 2) {
      points.values()[i] *= 10;
    }
    var train = new LabelledPoints(points, new Random(3).ints(40, 0, 3).toArray(), 3);
    var far = new DenseMatrix(1, 2, new double[] {4, 1});
    double[] all = probe(Distance.EUCLIDEAN, 5).scores(ProbeTask.of(train, far)).values();
    assertThat(reduced(2).scores(ProbeTask.of(train, far)).values())
        .containsExactly(all, org.assertj.core.data.Offset.offset(1e-6));
    double[] one = reduced(1).scores(ProbeTask.of(train, far)).values();
    assertThat(one).isNotEqualTo(all);
    double sum = IntStream.range(0, 3).mapToDouble(i -> one[i]).sum();
    Prediction answer = reduced(1).predict(ProbeTask.of(train, far));
    for (int i = 0; i < 3; i++) {
      assertThat(answer.probabilities().get(0, i)).isCloseTo(one[i] / sum, EXACT);
    }
  }

  private static WeightedKnnProbe reduced(int components) {
    return new WeightedKnnProbe(Distance.EUCLIDEAN, OptionalInt.of(5), OptionalInt.of(components));
  }

  /**
   * All cells on one place, so that a score is a number of cells by the weight of distance zero.
   */
  @Test
  void moreThanAHundredThousandCellsAreThinnedClassByClass() {
    int cells = 3 * WeightedKnnProbe.MOST_CELLS / 2;
    int[] labels = IntStream.range(0, cells).map(i -> i % 3 == 0 ? 1 : 0).toArray();
    var train = new LabelledPoints(DenseMatrix.zeros(cells, 1), labels, 2);
    var task = ProbeTask.of(train, DenseMatrix.zeros(1, 1));
    double[] scores = probe(Distance.EUCLIDEAN, WeightedKnnProbe.MOST_CELLS).scores(task).values();
    assertThat(Math.round(scores[0] * 1e-5)).isBetween(66_666L, 66_667L);
    assertThat(Math.round(scores[1] * 1e-5)).isBetween(33_333L, 33_334L);
    var atMost = train.select(IntStream.range(0, WeightedKnnProbe.MOST_CELLS).toArray());
    double[] whole =
        probe(Distance.EUCLIDEAN, WeightedKnnProbe.MOST_CELLS)
            .scores(ProbeTask.of(atMost, DenseMatrix.zeros(1, 1)))
            .values();
    assertThat(Math.round(whole[1] * 1e-5)).isEqualTo(33_334);
  }

  private static WeightedKnnProbe probe(Distance distance, int k) {
    return new WeightedKnnProbe(distance, OptionalInt.of(k), OptionalInt.empty());
  }
}

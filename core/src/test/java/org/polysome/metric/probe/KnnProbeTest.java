package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;

class KnnProbeTest {

  @ParameterizedTest(name = "k {0}, seed 1")
  @ValueSource(ints = {1, 2, 10, 500})
  void isTheMajorityOfTheNearest(int k) {
    DenseMatrix train = Points.lattice(120, 4, 1);
    DenseMatrix test = Points.lattice(60, 4, 2);
    int[] labels = new Random(1).ints(120, 0, 5).toArray();
    int[] answers =
        new KnnProbe(k).predict(ProbeTask.of(new LabelledPoints(train, labels, 6), test)).labels();
    for (int query = 0; query < 60; query++) {
      assertThat(answers[query]).isEqualTo(slowly(train, labels, test.rows(query, query + 1), k));
    }
  }

  @Test
  void ofEquallyManyTheOneWithTheNearestCellWins() {
    DenseMatrix train = new DenseMatrix(4, 1, new double[] {4, 2, 3, 1});
    var cells = new LabelledPoints(train, new int[] {0, 1, 0, 1}, 2);
    DenseMatrix test = new DenseMatrix(1, 1, new double[] {0});
    assertThat(new KnnProbe(4).predict(ProbeTask.of(cells, test)).labels()).containsExactly(1);
    assertThat(new KnnProbe(10).flavor().text()).isEqualTo("exact-euclidean-k10-majority");
  }

  private static int slowly(DenseMatrix train, int[] labels, DenseMatrix query, int k) {
    int[] nearest =
        IntStream.range(0, train.rows())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> squared(train, i, query)))
            .limit(k)
            .mapToInt(i -> labels[i])
            .toArray();
    long[] votes =
        IntStream.range(0, 6)
            .mapToLong(label -> Arrays.stream(nearest).filter(n -> n == label).count())
            .toArray();
    long most = Arrays.stream(votes).max().orElseThrow();
    return Arrays.stream(nearest).filter(label -> votes[label] == most).findFirst().orElseThrow();
  }

  private static double squared(DenseMatrix train, int row, DenseMatrix query) {
    return IntStream.range(0, train.columns())
        .mapToDouble(i -> Math.pow(train.get(row, i) - query.get(0, i), 2))
        .sum();
  }
}

package org.polysome.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

class RandomWalksTest {

  private static WeightedGraph graph(DenseMatrix points, int k) {
    return WeightedGraph.of(FuzzyGraph.of(new NearestNeighbors().among(points, k)));
  }

  @ParameterizedTest(name = "{0} neighbours in the graph, {1} wanted")
  @CsvSource({"5, 10", "3, 25"})
  void agreeWithPowersOfTheTransitionMatrix(int degree, int k) {
    WeightedGraph graph = graph(Points.normal(70, 2, 3), degree);
    DenseMatrix transition = DenseMatrix.zeros(70, 70);
    double[] strengths = graph.strengths();
    for (int i = 0; i < 70; i++) {
      for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
        transition.values()[i * 70 + graph.neighbors()[e]] = graph.weights()[e] / strengths[i];
      }
    }
    DenseMatrix power = transition;
    double[] sum = transition.values().clone();
    for (int step = 2; step <= 3 || least(sum) < k + 1; step++) {
      power = MatrixProduct.multiply(power, transition);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += power.values()[i];
      }
    }
    int[][] found = new RandomWalks(graph).nearest(k).orElseThrow();
    for (int i = 0; i < 70; i++) {
      int row = i;
      int[] expected =
          IntStream.range(0, 70)
              .filter(j -> j != row)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer j) -> -sum[row * 70 + j]))
              .mapToInt(Integer::intValue)
              .limit(k)
              .toArray();
      assertThat(found[i]).containsExactly(expected);
    }
  }

  private static long least(double[] sum) {
    return IntStream.range(0, 70)
        .mapToLong(i -> Arrays.stream(sum, i * 70, (i + 1) * 70).filter(value -> value > 0).count())
        .min()
        .orElseThrow();
  }

  @Test
  void aLongChainTakesTooManySteps() {
    double[] line = IntStream.range(0, 200).asDoubleStream().toArray();
    WeightedGraph chain = graph(new DenseMatrix(200, 1, line), 1);
    assertThat(new RandomWalks(chain).nearest(26)).isEmpty();
    WeightedGraph wider = graph(new DenseMatrix(200, 1, line), 2);
    assertThat(new RandomWalks(wider).nearest(20)).isPresent();
    assertThat(new RandomWalks(wider).nearest(60)).isEmpty();
  }
}

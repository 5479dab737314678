package org.polysome.graph.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.Points;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

class DiffusionMapTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  private static WeightedGraph graph(DenseMatrix points, int k) {
    return WeightedGraph.of(FuzzyGraph.of(new NearestNeighbors().among(points, k)));
  }

  /** The same matrix, dense, as scanpy writes it down. */
  private static DenseMatrix dense(WeightedGraph graph) {
    int n = graph.nodes();
    double[][] kernel = new double[n][n];
    double[] q = graph.strengths();
    for (int i = 0; i < n; i++) {
      for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
        int j = graph.neighbors()[e];
        kernel[i][j] = graph.weights()[e] / q[i] / q[j];
      }
    }
    DenseMatrix matrix = DenseMatrix.zeros(n, n);
    double[] z = Arrays.stream(kernel).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix.values()[i * n + j] = kernel[i][j] / Math.sqrt(z[i] * z[j]);
      }
    }
    return matrix;
  }

  @ParameterizedTest(name = "{0} points, {1} neighbours, {2} dimensions")
  @CsvSource({"150, 8, 10", "150, 4, 15", "60, 14, 59", "40, 5, 100"})
  void agreesWithTheDenseDecomposition(int points, int k, int dimensions) {
    WeightedGraph graph = graph(Points.normal(points, 4, 7), k);
    DiffusionMap map = DiffusionMap.of(graph, dimensions, 1);
    SymmetricEigen eigen = SymmetricEigen.of(dense(graph));
    double[] largest =
        Arrays.stream(eigen.values())
            .boxed()
            .sorted((a, b) -> Double.compare(Math.abs(b), Math.abs(a)))
            .limit(dimensions)
            .sorted((a, b) -> Double.compare(b, a))
            .mapToDouble(Double::doubleValue)
            .toArray();
    assertThat(map.values()).containsExactly(largest, CLOSE);
    assertThat(map.values()[0]).isEqualTo(1, CLOSE);
    assertEigenvectors(dense(graph), map);
  }

  private static void assertEigenvectors(DenseMatrix matrix, DiffusionMap map) {
    int n = matrix.rows();
    DenseMatrix images = MatrixProduct.multiply(matrix, map.vectors());
    for (int column = 0; column < map.values().length; column++) {
      int at = column;
      double[] vector = IntStream.range(0, n).mapToDouble(i -> map.vectors().get(i, at)).toArray();
      assertThat(Arrays.stream(vector).map(v -> v * v).sum()).isEqualTo(1, CLOSE);
      double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
      assertThat(Arrays.stream(vector).max().orElseThrow()).isEqualTo(largest, CLOSE);
      for (int row = 0; row < n; row++) {
        assertThat(images.get(row, column)).isEqualTo(map.values()[column] * vector[row], CLOSE);
      }
    }
  }

  @Test
  void eachComponentHasAnEigenvalueOfOne() {
    WeightedGraph graph = graph(Points.clusters(150, 4, 3), 8);
    DiffusionMap map = DiffusionMap.of(graph, 8, 1);
    assertThat(map.components().count()).isEqualTo(3);
    assertThat(Arrays.copyOf(map.values(), 3)).containsExactly(new double[] {1, 1, 1}, CLOSE);
    assertThat(map.values()[3]).isLessThan(1 - 1e-6);
    assertEigenvectors(dense(graph), map);
  }

  @Test
  void repeatedEigenvaluesOfARingAreAllFound() {
    int n = 400;
    int[] heads = new int[2 * n];
    int[] tails = new int[2 * n];
    double[] ones = new double[2 * n];
    Arrays.fill(ones, 1);
    for (int i = 0; i < n; i++) {
      heads[2 * i] = tails[2 * i + 1] = i;
      tails[2 * i] = heads[2 * i + 1] = (i + 1) % n;
    }
    DiffusionMap map = DiffusionMap.of(WeightedGraph.of(n, heads, tails, ones), n, 1);
    double[] expected =
        IntStream.range(0, n)
            .mapToDouble(i -> -Math.cos(2 * Math.PI * i / n))
            .sorted()
            .map(v -> -v)
            .toArray();
    assertThat(map.values()).containsExactly(expected, CLOSE);
  }

  @Test
  void aLongChainNeedsRestartsAndConverges() {
    // 1500 points on a line, so that the largest eigenvalues are within 1e-3 of each other.
    double[] line = IntStream.range(0, 1500).mapToDouble(i -> i + 0.3 * Math.sin(i)).toArray();
    WeightedGraph transitions = DiffusionMap.transitions(graph(new DenseMatrix(1500, 1, line), 10));
    Lanczos.Pairs pairs = Lanczos.of(transitions, 3, 1);
    assertThat(pairs.residual()).isLessThan(1e-12);
    assertThat(pairs.values()[0]).isEqualTo(1, CLOSE);
    assertThat(pairs.values()[2]).isGreaterThan(0.999);
    for (int i = 0; i < 3; i++) {
      double[] vector = pairs.vectors()[i];
      for (int row = 0; row < 1500; row++) {
        double image = 0;
        for (int e = transitions.offsets()[row]; e < transitions.offsets()[row + 1]; e++) {
          image += transitions.weights()[e] * vector[transitions.neighbors()[e]];
        }
        assertThat(image).isEqualTo(pairs.values()[i] * vector[row], Offset.offset(1e-11));
      }
    }
  }

  @Test
  void theSeedDoesNotMatter() {
    WeightedGraph graph = graph(Points.normal(300, 5, 3), 10);
    assertThat(DiffusionMap.of(graph, 10, 1).vectors().values())
        .containsExactly(DiffusionMap.of(graph, 10, 2).vectors().values(), CLOSE);
    assertThat(DiffusionMap.of(graph, 10, 1).vectors().values())
        .isEqualTo(DiffusionMap.of(graph, 10, 1).vectors().values());
  }

  @Test
  void pointsWithoutEdgesStay() {
    DiffusionMap map =
        DiffusionMap.of(new WeightedGraph(new int[4], new int[0], new double[0]), 2, 1);
    assertThat(map.values()).containsExactly(1, 1);
    assertThat(map.vectors().values()).containsExactly(1, 0, 0, 1, 0, 0);
  }

  @Test
  void pseudotimeGrowsAlongALine() {
    double[] line = IntStream.range(0, 120).mapToDouble(i -> i + 0.2 * Math.sin(i)).toArray();
    WeightedGraph graph = graph(new DenseMatrix(120, 1, line), 6);
    double[] times = DiffusionPseudotime.of(DiffusionMap.of(graph, 15, 1), 0).times();
    assertThat(times[0]).isZero();
    assertThat(times[119]).isEqualTo(1, Offset.offset(0.02));
    for (int i = 10; i < 110; i += 10) {
      assertThat(times[i]).isGreaterThan(times[i - 10]);
    }
  }

  @Test
  void pseudotimeFollowsScanpysSum() {
    DiffusionMap map = DiffusionMap.of(graph(Points.normal(80, 3, 4), 6), 15, 1);
    double[] times = DiffusionPseudotime.of(map, 5).times();
    double[] expected = new double[80];
    for (int point = 0; point < 80; point++) {
      for (int i = 0; i < 10; i++) {
        double stretch = i == 0 ? 1 : map.values()[i] / (1 - map.values()[i]);
        double apart = stretch * (map.vectors().get(5, i) - map.vectors().get(point, i));
        expected[point] += apart * apart;
      }
    }
    double farthest = Arrays.stream(expected).max().orElseThrow();
    Arrays.setAll(expected, i -> Math.sqrt(expected[i] / farthest));
    assertThat(times).containsExactly(expected, CLOSE);
  }

  @Test
  void otherComponentsAreNotReached() {
    DiffusionMap map = DiffusionMap.of(graph(Points.clusters(90, 4, 3), 8), 10, 1);
    double[] times = DiffusionPseudotime.of(map, 1).times();
    for (int point = 0; point < 90; point++) {
      assertThat(Double.isFinite(times[point])).isEqualTo(point % 3 == 1);
    }
    assertThatThrownBy(() -> DiffusionPseudotime.of(map, 90)).hasMessageContaining("root 90");
  }
}

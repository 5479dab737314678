package org.polysome.metric.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.Points;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class GraphConnectivityTest {

  private static final Groups LABELS = Groups.of(GoldenCells.labels());

  private static Neighbors nearest(DenseMatrix points, int k) {
    return new NearestNeighbors().among(points, k);
  }

  @ParameterizedTest(name = "k {0}")
  @CsvSource({"15, 1", "5, 0.971428571428572", "3, 0.557142857142857"})
  void agreesWithScibMetrics(int k, double expected) {
    Neighbors neighbors = nearest(GoldenCells.points(1.2), k - 1);
    assertThat(GraphConnectivity.scibMetrics(neighbors, LABELS).value().orElseThrow())
        .isEqualTo(expected, Offset.offset(1e-12));
  }

  @ParameterizedTest(name = "{0} neighbours")
  @CsvSource({"1", "2", "4"})
  void theDirectedFlavourIsNeverMore(int k) {
    Neighbors neighbors = nearest(GoldenCells.points(1.2), k);
    WeightedGraph graph = WeightedGraph.of(FuzzyGraph.of(neighbors));
    double strong = GraphConnectivity.scibMetrics(neighbors, LABELS).value().orElseThrow();
    double weak = GraphConnectivity.scib(graph, LABELS).value().orElseThrow();
    assertThat(strong).isLessThan(weak);
    assertThat(weak).isLessThanOrEqualTo(1);
  }

  @Test
  void aLabelInTwoPiecesCountsItsLargerOne() {
    // A path 0-1-2-3-4 whose middle is of another label: pieces of 2 and 2, and 1 of 1.
    int[] heads = {0, 1, 1, 2, 2, 3, 3, 4};
    int[] tails = {1, 0, 2, 1, 3, 2, 4, 3};
    WeightedGraph path = WeightedGraph.of(5, heads, tails, new double[8]);
    Measurement found = GraphConnectivity.scib(path, Groups.of(new int[] {0, 0, 2, 0, 0}));
    assertThat(found).isEqualTo(Measurement.of((0.5 + 1) / 2));
  }

  @Test
  void equalCellsAreNeighboursAtDistanceZero() {
    Groups one = Groups.of(new int[6]);
    assertThat(GraphConnectivity.scibMetrics(nearest(DenseMatrix.zeros(6, 2), 5), one))
        .isEqualTo(Measurement.of(1));
  }

  @Test
  void noCellsHaveAStatusAndOneCellIsWhole() {
    Groups none = Groups.of(new int[0]);
    assertThat(
            GraphConnectivity.scib(new WeightedGraph(new int[1], new int[0], new double[0]), none))
        .isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    assertThat(
            GraphConnectivity.scibMetrics(
                nearest(Points.normal(1, 2, 1), 14), Groups.of(new int[1])))
        .isEqualTo(Measurement.of(1));
  }

  @Test
  void lengthsThatDifferAreRefused() {
    Neighbors neighbors = nearest(Points.normal(20, 3, 1), 9);
    assertThatThrownBy(() -> GraphConnectivity.scibMetrics(neighbors, LABELS))
        .hasMessageContaining("20 cells, labels of 60");
  }

  @Test
  void aGraphOfOtherCellsIsRefused() {
    WeightedGraph three = WeightedGraph.of(3, new int[] {0, 1}, new int[] {1, 0}, new double[2]);
    assertThatThrownBy(() -> GraphConnectivity.scib(three, LABELS))
        .hasMessageContaining("3 cells, labels of 60");
  }
}

package org.polysome.metric.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.Points;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.cluster.Clustering;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class ResolutionSweepTest {

  private static final int[] LABELS = {0, 0, 0, 1, 1, 1};

  static List<ResolutionSweep> protocols() {
    return List.of(
        ResolutionSweep.scib(),
        ResolutionSweep.olderScib(),
        ResolutionSweep.scibMetrics(),
        ResolutionSweep.txfm(7));
  }

  static WeightedGraph graph(DenseMatrix points) {
    return WeightedGraph.of(FuzzyGraph.of(new NearestNeighbors().among(points, 14)));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void labelsThatAreApartAreFoundWhole(ResolutionSweep sweep) {
    int[] labels = IntStream.range(0, 400).map(cell -> cell % 5).toArray();
    List<Clustering> clusterings = sweep.cluster(graph(Points.clusters(400, 8, 5)));
    assertThat(clusterings).hasSameSizeAs(sweep.resolutions());
    ClusterAgreement best = sweep.best(clusterings, labels);
    assertThat(best.nmi().value().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(best.ari()).isEqualTo(Measurement.of(1));
    assertThat(best.method()).isEqualTo(sweep.method().text());
    assertThat(best.clusters()).isEqualTo(5);
    assertThat(best.resolution()).isPresent();
  }

  @Test
  void theResolutionsAreThoseOfTheProjects() {
    assertThat(ResolutionSweep.scib().resolutions())
        .containsExactly(0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0);
    assertThat(ResolutionSweep.scibMetrics().resolutions())
        .isEqualTo(ResolutionSweep.scib().resolutions());
    assertThat(ResolutionSweep.olderScib().resolutions())
        .hasSize(20)
        .startsWith(0.1, 0.2, 0.3)
        .endsWith(2.0);
    assertThat(ResolutionSweep.olderScib().method().text()).isEqualTo("louvain");
    assertThat(ResolutionSweep.scibMetrics().method().text()).isEqualTo("leiden-twice");
  }

  @Test
  void ofEquallyGoodResolutionsTheFirstIsChosen() {
    ResolutionSweep sweep = sweep(Flavor.SCIB, 3);
    Clustering half = new Clustering(new int[] {0, 0, 1, 1, 1, 1}, 2);
    Clustering whole = new Clustering(LABELS, 2);
    Clustering turned = new Clustering(new int[] {1, 1, 1, 0, 0, 0}, 2);
    ClusterAgreement best = sweep.best(List.of(half, whole, turned), LABELS);
    assertThat(best.resolution()).isEqualTo(OptionalDouble.of(2));
    assertThat(best.nmi().value().orElseThrow()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theIndexIsThatOfTheResolutionChosenByInformation() {
    // Six single cells have more information on the labels than a split of 5 and 1, but an index
    // of 0, which is below that of the split.
    Clustering split = new Clustering(new int[] {0, 0, 1, 1, 1, 1}, 2);
    Clustering singles = new Clustering(new int[] {0, 1, 2, 3, 4, 5}, 6);
    ClusterAgreement best = sweep(Flavor.SCIB_METRICS, 2).best(List.of(singles, split), LABELS);
    double entropy = Math.log(2);
    double information = 2 * entropy / (entropy + Math.log(6));
    assertThat(best.nmi().value().orElseThrow()).isCloseTo(information, within(1e-12));
    assertThat(best.ari()).isEqualTo(Measurement.of(0));
    assertThat(best.clusters()).isEqualTo(6);
  }

  @Test
  void withoutAnyInformationScibChoosesNothingAndOthersTheFirst() {
    Clustering one = new Clustering(new int[6], 1);
    ClusterAgreement scib = sweep(Flavor.SCIB, 2).best(List.of(one, one), LABELS);
    assertThat(scib.nmi()).isEqualTo(Measurement.of(0));
    assertThat(scib.ari().status()).isEqualTo(Status.CONSTANT);
    assertThat(scib.resolution()).isEmpty();
    ClusterAgreement other = sweep(Flavor.SCIB_METRICS, 2).best(List.of(one, one), LABELS);
    assertThat(other.ari()).isEqualTo(Measurement.of(0));
    assertThat(other.resolution()).isEqualTo(OptionalDouble.of(1));
  }

  @Test
  void oneLabelOrNoCellHasNoAgreement() {
    Clustering one = new Clustering(new int[6], 1);
    ClusterAgreement single = sweep(Flavor.SCIB, 1).best(List.of(one), new int[6]);
    assertThat(single.nmi().status()).isEqualTo(Status.SINGLE_LABEL);
    Clustering none = new Clustering(new int[0], 0);
    assertThat(sweep(Flavor.SCIB, 1).best(List.of(none), new int[0]).ari().status())
        .isEqualTo(Status.TOO_FEW_CELLS);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Clustering one = new Clustering(new int[6], 1);
    assertThatThrownBy(() -> sweep(Flavor.SCIB, 2).best(List.of(one), LABELS))
        .hasMessageContaining("1 clusterings of 2");
    assertThatThrownBy(() -> sweep(Flavor.SCIB, 1).best(List.of(one), new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sweep(Flavor.SCIB, 0)).hasMessageContaining("no resolutions");
  }

  private static ResolutionSweep sweep(Flavor flavor, int resolutions) {
    List<Double> all = IntStream.rangeClosed(1, resolutions).mapToObj(i -> (double) i).toList();
    return new ResolutionSweep(GraphMethod.LEIDEN, all, flavor, 0);
  }
}

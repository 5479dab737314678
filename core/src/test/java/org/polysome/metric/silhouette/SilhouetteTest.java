package org.polysome.metric.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Status;

class SilhouetteTest {

  private static final double NEAR = 1e-9;

  static LabelledPoints golden() {
    return new LabelledPoints(GoldenCells.points(), GoldenCells.labels(), 5);
  }

  private static LabelledPoints line(int[] groups, double... places) {
    return new LabelledPoints(
        new DenseMatrix(places.length, 1, places),
        groups,
        Arrays.stream(groups).max().orElse(0) + 1);
  }

  static Stream<Arguments> micro() {
    return Stream.of(
        Arguments.of(
            OtherGroups.NEAREST,
            new double[] {
              0.6078431372549019,
              .6444444444444445,
              .5897435897435898,
              .8181818181818182,
              .8461538461538461,
              0,
              -.75
            }),
        Arguments.of(
            OtherGroups.MEAN,
            new double[] {
              .7297297297297297,
              .7647058823529412,
              .7419354838709679,
              .8529411764705882,
              .8648648648648649,
              0,
              -.1111111111111111
            }),
        Arguments.of(
            OtherGroups.FURTHEST,
            new double[] {
              .8333333333333334,
              .8596491228070174,
              .8518518518518519,
              .9166666666666666,
              .9090909090909091,
              0,
              .5384615384615384
            }));
  }

  @ParameterizedTest
  @MethodSource("micro")
  void agreesWithTheReferenceOnSevenCells(OtherGroups others, double[] expected) {
    LabelledPoints cells = line(new int[] {0, 0, 0, 1, 1, 2, 0}, 0, 1, 2, 8, 9, 20, 7);
    double[] samples =
        new Silhouette(Distance.EUCLIDEAN, others, PairDistances.EXACT).samples(cells);
    assertThat(samples).containsExactly(expected, within(1e-12));
  }

  @Test
  void agreesWithScikitLearn() {
    double[] samples = Silhouette.euclidean(PairDistances.EXACT).samples(golden());
    assertThat(Arrays.copyOf(samples, 5))
        .containsExactly(
            new double[] {
              0.630847492600028,
              0.4247709976078336,
              0.6097625065297833,
              0.5046615453623259,
              0.5176420908652727
            },
            within(NEAR));
    assertThat(Arrays.stream(samples).average()).hasValueCloseTo(0.457054317877316, within(NEAR));
  }

  @ParameterizedTest
  @MethodSource("cosines")
  void agreesWithScikitLearnByCosine(Distance cosine) {
    double[] samples =
        new Silhouette(cosine, OtherGroups.NEAREST, PairDistances.EXACT).samples(golden());
    assertThat(Arrays.stream(samples).average()).hasValueCloseTo(0.722400908016115, within(NEAR));
  }

  static Stream<Distance> cosines() {
    return Stream.of(Distance.COSINE, Distance.COSINE_OF_DIRECTIONS);
  }

  @Test
  void zeroVectorHasNoDirectionOrIsAtDistanceOne() {
    DenseMatrix points = new DenseMatrix(4, 2, new double[] {0, 0, 1, 0, 0, 2, 1, 1});
    LabelledPoints cells = new LabelledPoints(points, new int[] {0, 0, 1, 1}, 2);
    double other = 1 - Math.sqrt(0.5);
    double[] sums = PairDistances.EXACT.toGroups(cells, Distance.COSINE).sums();
    assertThat(sums)
        .containsExactly(
            new double[] {1, 2, 1, 1 + other, 2, other, 1 + other, other}, within(1e-15));
    double[] samples =
        new Silhouette(Distance.COSINE_OF_DIRECTIONS, OtherGroups.MEAN, PairDistances.EXACT)
            .samples(cells);
    assertThat(samples).containsExactly(0, 0, 0, 0);
  }

  @Test
  void directionsDoNotDependOnLength() {
    DenseMatrix points = new DenseMatrix(3, 2, new double[] {1e-200, 0, 1e200, 1e200, 0, 3});
    LabelledPoints cells = new LabelledPoints(points, new int[] {0, 0, 1}, 2);
    double half = 1 - Math.sqrt(0.5);
    assertThat(PairDistances.EXACT.toGroups(cells, Distance.COSINE).sums())
        .containsExactly(new double[] {half, 1, half, half, 1 + half, 0}, within(1e-12));
  }

  @Test
  void duplicatesAndUnusedGroupsAndNestedGroupsHaveValues() {
    var silhouette = Silhouette.euclidean(PairDistances.EXACT);
    LabelledPoints same = line(new int[] {0, 0, 1, 1}, 2, 2, 2, 2);
    assertThat(silhouette.samples(same)).containsOnly(0);
    LabelledPoints gap = new LabelledPoints(golden().points(), golden().labels(), 9);
    assertThat(silhouette.samples(gap)).isEqualTo(silhouette.samples(golden()));
  }

  @Test
  void refusesWhatHasNoSilhouette() {
    var silhouette = Silhouette.euclidean(PairDistances.EXACT);
    assertThatThrownBy(() -> silhouette.samples(line(new int[] {0, 0}, 1, 2)))
        .hasMessageContaining("single-label");
    assertThatThrownBy(() -> silhouette.samples(line(new int[] {0, 0, 1}, 1, Double.NaN, 2)))
        .hasMessageContaining("not finite");
    assertThat(Silhouette.obstacle(new int[] {0, 1, 2})).hasValue(Status.TOO_FEW_CELLS);
    assertThat(Silhouette.obstacle(new int[] {4, 4, 4})).hasValue(Status.SINGLE_LABEL);
    assertThat(Silhouette.obstacle(new int[0])).hasValue(Status.TOO_FEW_CELLS);
    assertThat(Silhouette.obstacle(new int[] {0, 1, 0})).isEmpty();
  }
}

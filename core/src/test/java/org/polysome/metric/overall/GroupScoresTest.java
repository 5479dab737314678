package org.polysome.metric.overall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class GroupScoresTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  /** The lung atlas in the tutorial of scib-metrics: ten metrics, then batch, bio and total. */
  @ParameterizedTest
  @CsvSource({
    ".661278, .659168, .427279, .585415, 1.0, .855258, .008071, .223882, .764953, 0,"
        + " .370433, .666628, .54815",
    ".626327, .704883, .490931, .564498, .99961, .932364, .06491, .313843, .689019, .204786,"
        + " .440984, .67725, .582743",
    ".621488, .570878, .329819, .542106, .98501, .850703, .16332, .463284, .694717, .810099,"
        + " .596425, .60986, .604486",
    ".554801, .606546, .432499, .564499, .993888, .879939, .130195, .432907, .756294, .521998,"
        + " .544267, .630447, .595975",
    ".617493, .650634, .509873, .538018, .994553, .895502, .124561, .347675, .896865, .871396,"
        + " .6272, .662114, .648148",
    ".712235, .747422, .587875, .613172, .999632, .884228, .095614, .337137, .932888, .734378,"
        + " .596849, .732067, .67798"
  })
  void agreesWithTheTutorial(ArgumentsAccessor row) {
    double[] metrics = new double[10];
    Arrays.setAll(metrics, row::getDouble);
    var scores = scores(Arrays.copyOf(metrics, 5), Arrays.copyOfRange(metrics, 5, 10));
    assertThat(value(scores.batchMean())).isEqualTo(row.getDouble(10), Offset.offset(1.01e-6));
    assertThat(value(scores.bioMean())).isEqualTo(row.getDouble(11), Offset.offset(1.01e-6));
    assertThat(value(scores.overall())).isEqualTo(row.getDouble(12), Offset.offset(1.01e-6));
  }

  @Test
  void scalesEachMetricOverTheEmbeddings() {
    List<GroupScores> scaled =
        GroupScores.scaledOver(
            List.of(
                scores(new double[] {0.2, 0.5}, new double[] {0.9}),
                scores(new double[] {0.4, 0.5}, new double[] {0.1}),
                scores(new double[] {0.3, 0.5}, new double[] {0.5})));
    assertThat(value(scaled.get(0).bioMean())).isEqualTo(0, CLOSE);
    assertThat(value(scaled.get(1).bioMean())).isEqualTo(0.5, CLOSE);
    assertThat(value(scaled.get(2).bioMean())).isEqualTo(0.25, CLOSE);
    assertThat(value(scaled.get(0).overall())).isEqualTo(0.4, CLOSE);
    assertThat(value(scaled.get(1).overall())).isEqualTo(0.3, CLOSE);
    assertThat(value(scaled.get(2).overall())).isEqualTo(0.35, CLOSE);
  }

  @Test
  void scalesOnlyWhatHasAValue() {
    Measurement none = Measurement.none(Status.NO_ISOLATED_LABEL);
    List<GroupScores> scaled =
        GroupScores.scaledOver(
            List.of(
                new GroupScores(List.of(none, Measurement.of(1)), List.of(Measurement.of(1))),
                new GroupScores(List.of(none, Measurement.of(3)), List.of(Measurement.of(0)))));
    assertThat(scaled.get(1).bio()).containsExactly(none, Measurement.of(1));
    assertThat(value(scaled.get(1).overall())).isEqualTo(0.6, CLOSE);
    assertThat(GroupScores.scaledOver(List.of())).isEmpty();
  }

  @Test
  void aGroupWithoutAValueHasNoTotal() {
    Measurement single = Measurement.none(Status.SINGLE_BATCH);
    var oneBatch = new GroupScores(List.of(Measurement.of(1)), List.of(single, single));
    assertThat(value(oneBatch.bioMean())).isEqualTo(1);
    assertThat(oneBatch.overall()).isEqualTo(single);
    var nothing = new GroupScores(List.of(), List.of(single));
    assertThat(nothing.overall().status()).isEqualTo(Status.NOT_AVAILABLE);
  }

  @Test
  void refusesDifferentMetrics() {
    var one = scores(new double[1], new double[1]);
    var two = scores(new double[2], new double[1]);
    assertThatThrownBy(() -> GroupScores.scaledOver(List.of(one, two)))
        .hasMessageContaining("different numbers of metrics");
  }

  private static GroupScores scores(double[] bio, double[] batch) {
    return new GroupScores(
        Arrays.stream(bio).mapToObj(Measurement::of).toList(),
        Arrays.stream(batch).mapToObj(Measurement::of).toList());
  }

  private static double value(Measurement measurement) {
    return measurement.value().orElseThrow();
  }
}

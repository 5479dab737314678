package org.polysome.metric.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class KbetTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  private static Neighbors nearest() {
    return new NearestNeighbors().among(GoldenCells.points(1.2), 14);
  }

  @Test
  void theCoreAgreesWithTheRPackage() {
    BatchTest test = BatchTest.of(Groups.of(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 2}));
    assertThat(test.probability(test.statistic(new int[] {3, 2, 0}, 5)))
        .isEqualTo(0.716531310573789, CLOSE);
    assertThat(test.probability(test.statistic(new int[] {0, 3, 1}, 4)))
        .isEqualTo(0.049787068367864, CLOSE);
    // Two neighbours are missing, and still expected.
    assertThat(test.probability(test.statistic(new int[] {1, 1, 0}, 4)))
        .isEqualTo(0.53526142851899, CLOSE);
  }

  @Test
  void agreesWithScibMetrics() {
    Kbet kbet = Kbet.of(nearest(), Groups.of(GoldenCells.batches()));
    assertThat(kbet.acceptance(Kbet.LEVEL)).isEqualTo(Measurement.of(0.85));
    assertThat(kbet.statistics()[0]).isEqualTo(2.4381270903010033, CLOSE);
    assertThat(kbet.probabilities()[0]).isEqualTo(0.29550676613667215, CLOSE);
    assertThat(Arrays.stream(kbet.statistics()).average().orElseThrow())
        .isEqualTo(2.17840022296544, CLOSE);
  }

  @Test
  void aCodeWithoutCellsIsNoBatch() {
    int[] apart = Arrays.stream(GoldenCells.batches()).map(batch -> 2 * batch).toArray();
    assertThat(Kbet.of(nearest(), Groups.of(apart)).acceptance(Kbet.LEVEL))
        .isEqualTo(Measurement.of(0.85));
  }

  @Test
  void oneBatchHasAStatusWhereScibMetricsGivesZero() {
    assertThat(Kbet.of(nearest(), Groups.of(new int[60])).acceptance(Kbet.LEVEL))
        .isEqualTo(Measurement.none(Status.SINGLE_BATCH));
  }

  @Test
  void lengthsThatDifferAreRefused() {
    assertThatThrownBy(() -> Kbet.of(nearest(), Groups.of(new int[59])))
        .hasMessageContaining("60 cells, batches of 59");
  }
}

package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.train.spec.Horizon;
import org.polysome.train.spec.TrainSpec;

class MilestonesTest {

  private static Milestones milestones(boolean validates, String... assignments) {
    TrainSpec spec =
        Config.bind(
            Assignment.applyAll(
                YamlReader.read("max-steps: 23\nlog-every: 4\ncheckpoint-every: 7", "test"),
                java.util.List.of(assignments)),
            TrainSpec.class);
    return new Milestones(spec, 23, 9, validates);
  }

  private static long[] steps(LongPredicate due) {
    return LongStream.rangeClosed(1, 23).filter(due).toArray();
  }

  @Test
  void linesOfMetricsComeRegularlyAndAtTheEnd() {
    assertThat(steps(milestones(true)::log)).containsExactly(4, 8, 12, 16, 20, 23);
  }

  @Test
  void validationsComeAtTheEndOfEachEpochOrRegularlyAndAtTheEnd() {
    assertThat(steps(milestones(true)::validate)).containsExactly(9, 18, 23);
    assertThat(steps(milestones(true, "validate-every=10")::validate)).containsExactly(10, 20, 23);
    assertThat(steps(milestones(false, "validate-every=10")::validate)).isEmpty();
  }

  @Test
  void checkpointsComeRegularlyAtTheEndAndWhereAsked() {
    assertThat(steps(milestones(true)::checkpoint)).containsExactly(7, 14, 21, 23);
    assertThat(steps(milestones(true, "keep-steps=[2, 14, 15]")::checkpoint))
        .containsExactly(2, 7, 14, 15, 21, 23);
  }

  @Test
  void epochsAreSharesOfPasses() {
    assertThat(milestones(true).horizon()).isEqualTo(new Horizon(23, 9));
    assertThat(milestones(true).epoch(0)).isZero();
    assertThat(milestones(true).epoch(18)).isEqualTo(2);
    assertThat(milestones(true).epoch(3)).isEqualTo(1 / 3.0);
  }
}

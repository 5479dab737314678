package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MediansTest {

  private static final List<Clock.Lap> LAPS =
      DoubleStream.of(9, 1, 2, 30, 4, 50).mapToObj(time -> new Clock.Lap(2, time)).toList();

  @Test
  void everyOtherLapIsOneOfTwoWays() {
    assertThat(Medians.seconds(LAPS, 0, 2)).isEqualTo(4);
    assertThat(Medians.seconds(LAPS, 1, 2)).isEqualTo(30);
  }

  @Test
  void warmUpIsLeftOut() {
    assertThat(Medians.seconds(LAPS, 1, 1)).isEqualTo(4);
    assertThat(Medians.seconds(LAPS, 4, 1)).isEqualTo(27);
  }

  @Test
  void noLapIsNoMedian() {
    assertThatThrownBy(() -> Medians.seconds(LAPS, 6, 1)).hasMessageContaining("no lap");
  }
}

package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IntervalTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-7);

  @Test
  void wilsonAgreesWithTheTextbook() {
    Interval eight = Interval.wilson(0.8, 10);
    assertThat(eight.low()).isEqualTo(0.4901625, CLOSE);
    assertThat(eight.high()).isEqualTo(0.9433178, CLOSE);
    Interval none = Interval.wilson(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isEqualTo(0.2775328, CLOSE);
    assertThat(Interval.wilson(1, 50).low()).isEqualTo(0.9286524, CLOSE);
    assertThat(Interval.wilson(1, 50).high()).isEqualTo(1);
  }

  @Test
  void normalIntervalsStayShares() {
    assertThat(Interval.normal(0.5, 0.1).low()).isEqualTo(0.3040036, CLOSE);
    assertThat(Interval.normal(0.9, 0.1)).isEqualTo(new Interval(0.9 - 0.1959963984540054, 1));
    assertThat(Interval.normal(0.1, 0.1).low()).isZero();
  }

  @Test
  void bootstrapOfAMeanIsItsStandardError() {
    double[] values = new Random(1).doubles(400).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares) / 400;
    assertThat(new Bootstrap(5000, 3).standardError(400, mean(values)).orElseThrow())
        .isEqualTo(error, Offset.offset(0.04 * error));
  }

  @Test
  void bootstrapDependsOnItsSeedOnly() {
    double[] values = new Random(2).doubles(30).toArray();
    OptionalDouble once = new Bootstrap(100, 3).standardError(30, mean(values));
    assertThat(new Bootstrap(100, 3).standardError(30, mean(values))).isEqualTo(once);
    assertThat(new Bootstrap(100, 4).standardError(30, mean(values))).isNotEqualTo(once);
  }

  @Test
  void bootstrapLeavesOutDrawsWithoutAValue() {
    assertThat(new Bootstrap(10, 1).standardError(5, drawn -> OptionalDouble.empty())).isEmpty();
    OptionalDouble constant =
        new Bootstrap(50, 1)
            .standardError(2, d -> d[0] == 1 ? OptionalDouble.empty() : OptionalDouble.of(7));
    assertThat(constant).hasValue(0);
  }

  @Test
  void isWrittenAsTwoNumbers() {
    assertThat(JsonMapper.shared().writeValueAsString(new Interval(0.25, 0.5)))
        .isEqualTo("[0.25,0.5]");
  }

  private static java.util.function.Function<int[], OptionalDouble> mean(double[] values) {
    return drawn -> {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += drawn[i] * values[i];
      }
      return OptionalDouble.of(sum / values.length);
    };
  }
}

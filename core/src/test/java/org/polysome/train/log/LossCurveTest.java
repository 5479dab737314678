package org.polysome.train.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
class LossCurveTest {

  @TempDir private Path run;

  private static Metrics line(long step, String split, double loss) {
    return new Metrics(step, step, split, loss, Map.of(), OptionalDouble.empty());
  }

  @Test
  void knowsItsStepsAndItsLowestValidation() {
    LossCurve curve =
        new LossCurve(
            List.of(
                line(1, Metrics.TRAIN, 3),
                line(2, Metrics.VALIDATION, 1),
                line(3, Metrics.TRAIN, 2),
                line(4, Metrics.VALIDATION, 5)));
    assertThat(curve.steps()).isEqualTo(4);
    assertThat(curve.training()).extracting(Metrics::step).containsExactly(1L, 3L);
    assertThat(curve.best()).hasValueSatisfying(best -> assertThat(best.step()).isEqualTo(2));
    assertThat(curve.diverged()).isFalse();
  }

  @Test
  void divergesWhereTheLossGrewOrIsNoNumber() {
    Metrics first = line(1, Metrics.TRAIN, 1);
    assertThat(new LossCurve(List.of(first, line(2, Metrics.TRAIN, 2))).diverged()).isTrue();
    assertThat(new LossCurve(List.of(first, line(2, Metrics.TRAIN, Double.NaN))).diverged())
        .isTrue();
    assertThat(new LossCurve(List.of(first)).diverged()).isFalse();
  }

  @Test
  void aRunWithoutLinesHasNone() {
    LossCurve curve = LossCurve.read(run);
    assertThat(curve.lines()).isEmpty();
    assertThat(curve.steps()).isZero();
    assertThat(curve.best()).isEmpty();
  }
}

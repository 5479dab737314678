package org.polysome.metric.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.random.Seeds;

class HiddenValueErrorsTest {

  @Test
  void rangesEndWithTheirBorders() {
    double[] measured = {0.5, Math.log(2), 1, Math.log(11), 3};
    double[] predicted = {1.5, Math.log(2), 3, Math.log(11), 0};
    var errors = new HiddenValueErrors(predicted, measured);
    assertThat(errors.meanSquared().value().orElseThrow()).isCloseTo(14.0 / 5, within(1e-12));
    assertThat(errors.meanSquared(ValueRange.LOW).value()).hasValue(0.5);
    assertThat(errors.meanSquared(ValueRange.MIDDLE).value()).hasValue(2);
    assertThat(errors.meanSquared(ValueRange.HIGH).value()).hasValue(9);
  }

  @Test
  void rangesArePartsOfTheWholeWithSeed8() {
    RandomGenerator random = Seeds.generator(8);
    double[] measured = random.doubles(500, 1e-3, 5).toArray();
    double[] predicted = random.doubles(500, -1, 6).toArray();
    var errors = new HiddenValueErrors(predicted, measured);
    double sum = 0;
    for (ValueRange range : ValueRange.values()) {
      long count = Arrays.stream(measured).filter(range::holds).count();
      sum += count * errors.meanSquared(range).value().orElseThrow();
    }
    assertThat(sum / 500).isCloseTo(errors.meanSquared().value().orElseThrow(), within(1e-12));
  }

  @Test
  void whatIsNotThereHasNoValue() {
    var empty = new HiddenValueErrors(new double[0], new double[0]);
    assertThat(empty.meanSquared()).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    assertThat(empty.pearson()).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    var low = new HiddenValueErrors(new double[] {0, 0}, new double[] {0.1, 0.2});
    assertThat(low.meanSquared(ValueRange.HIGH)).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    assertThat(low.pearson()).isEqualTo(Measurement.none(Status.CONSTANT));
  }

  @Test
  void refusesWhatIsNotFiniteOrDoesNotPair() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HiddenValueErrors(new double[1], new double[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HiddenValueErrors(new double[] {Double.NaN}, new double[1]));
  }
}

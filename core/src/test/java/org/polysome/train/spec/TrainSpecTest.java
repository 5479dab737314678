package org.polysome.train.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;

class TrainSpecTest {

  private static TrainSpec spec(String... assignments) {
    return Config.bind(
        Assignment.applyAll(YamlReader.read("{}", "test"), List.of(assignments)), TrainSpec.class);
  }

  @Test
  void theEarliestOfTheThreeEndsCounts() {
    assertThat(spec("max-steps=12").totalSteps(5)).isEqualTo(12);
    assertThat(spec("epochs=2.5").totalSteps(5)).isEqualTo(13);
    assertThat(spec("max-cells-seen=100", "batch-size=8", "accumulate=2").totalSteps(5))
        .isEqualTo(7);
    TrainSpec all = spec("max-steps=12", "epochs=2", "max-cells-seen=1000", "batch-size=10");
    assertThat(all.totalSteps(5)).isEqualTo(10);
    assertThat(all.totalSteps(50)).isEqualTo(12);
    assertThat(spec("max-steps=12", "max-cells-seen=30", "batch-size=10").totalSteps(50))
        .isEqualTo(3);
  }

  @Test
  void aStepIsOfBatchSizeTimesAccumulateCells() {
    assertThat(spec("max-steps=1", "batch-size=8", "accumulate=3").cellsPerStep()).isEqualTo(24);
    TrainSpec huge = spec("max-steps=1", "batch-size=2000000000", "accumulate=2");
    assertThatThrownBy(huge::cellsPerStep).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void startingFromARunChangesNothingElse() {
    TrainSpec plain = spec("max-steps=7", "clip=1", "as-published=true", "fitted=anew");
    TrainSpec started = plain.startingFrom(Path.of("a"));
    assertThat(started.initFrom()).contains(Path.of("a"));
    assertThat(Config.text(started).replace("init-from: a\n", "")).isEqualTo(Config.text(plain));
    assertThat(started)
        .isEqualTo(
            spec("max-steps=7", "clip=1", "as-published=true", "fitted=anew", "init-from=a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-steps=0",
        "epochs=0",
        "max-cells-seen=0",
        "batch-size=0",
        "accumulate=0",
        "learning-rate=0",
        "learning-rate=.inf",
        "clip=0",
        "validate-every=-1",
        "checkpoint-every=0",
        "keep-checkpoints=0",
        "keep-steps=[0]",
        "log-every=0",
        "threads=0"
      })
  void whatMakesNoSenseIsRefusedByItsKey(String assignment) {
    assertThatThrownBy(() -> spec("max-steps=5", assignment))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(assignment.substring(0, assignment.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-steps=1",
        "batch-size=1",
        "accumulate=1",
        "validate-every=0",
        "checkpoint-every=1",
        "keep-checkpoints=1",
        "keep-steps=[1]",
        "log-every=1",
        "threads=1"
      })
  void theLeastThatMakesSenseIsTaken(String assignment) {
    assertThat(spec("max-steps=5", assignment)).isNotNull();
  }

  @Test
  void anEndMustBeGiven() {
    assertThatThrownBy(() -> spec())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("max-steps, epochs or max-cells-seen");
  }

  @Test
  void weightDecayIsARateOrOneThatFollowsFromTheRun() {
    assertThat(new WeightDecay.Rate(0.3).rate(0.1, 100)).isEqualTo(0.3);
    assertThat(new WeightDecay.WholeRun().rate(0.1, 100)).isCloseTo(0.1, within(1e-12));
    assertThatThrownBy(() -> new WeightDecay.Rate(-0.1)).hasMessageContaining("weight-decay");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beta1: 1", "beta1: -0.1", "beta2: 1", "beta2: -0.1", "epsilon: 0"})
  void optimizersCheckTheirRanges(String key) {
    for (String type : List.of("adam", "adamw")) {
      String assignment = "optimizer={type: %s, %s}".formatted(type, key);
      assertThatThrownBy(() -> spec("max-steps=5", assignment))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(key.substring(0, key.indexOf(':')));
    }
    assertThat(spec("max-steps=5", "optimizer={type: adam, beta1: 0, beta2: 0}")).isNotNull();
  }

  @Test
  void patienceIsPositiveAndItsMarginNotNegative() {
    assertThat(new EarlyStoppingSpec(1, 0).patience()).isEqualTo(1);
    assertThatThrownBy(() -> new EarlyStoppingSpec(0, 0)).hasMessageContaining("patience: 0");
    assertThatThrownBy(() -> new EarlyStoppingSpec(1, -1)).hasMessageContaining("min-delta");
    assertThatThrownBy(() -> new EarlyStoppingSpec(1, Double.NaN))
        .hasMessageContaining("min-delta");
  }

  @Test
  void aHorizonHasSteps() {
    assertThat(new Horizon(1, 1).epoch(3)).isEqualTo(3);
    assertThat(new Horizon(20, 6).epoch(11)).isEqualTo(1);
    assertThatThrownBy(() -> new Horizon(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Horizon(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}

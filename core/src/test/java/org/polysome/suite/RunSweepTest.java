package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.UsageException;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

class RunSweepTest {

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void write() {
    run = TinyRun.write(folder.resolve("run"));
    TinyRun.checkpoint(run, 20, 6);
    TinyRun.checkpoint(run, 100, 7);
  }

  @Test
  void withoutAChoiceTheRunIsJudgedOnceUnderItsName() {
    assertThat(names(List.of(), List.of())).containsExactly("run");
  }

  @Test
  void stepsAscendAndAreNamedOnce() {
    assertThat(names(List.of("all"), List.of()))
        .containsExactly("run@step-0", "run@step-20", "run@step-100");
    assertThat(names(List.of("last", "step-20", "step-100"), List.of()))
        .containsExactly("run@step-20", "run@step-100");
  }

  @Test
  void layersAreThoseOfTheModel() {
    assertThat(names(List.of(), List.of("all")))
        .containsExactly("run/layer-0", "run/layer-1", "run/layer-2");
    assertThat(names(List.of("step-0", "last"), List.of("2", "0")))
        .containsExactly(
            "run@step-0/layer-0",
            "run@step-0/layer-2",
            "run@step-100/layer-0",
            "run@step-100/layer-2");
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThatThrownBy(() -> names(List.of("step-7"), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("step-7")
        .hasMessageContaining("step-0, step-20, step-100");
    assertThatThrownBy(() -> names(List.of("best"), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no checkpoint 'best'");
    for (String layer : List.of("3", "-1", "last")) {
      assertThatThrownBy(() -> names(List.of(), List.of(layer)))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("layer '" + layer + "'; there are: 0, 1, 2");
    }
  }

  private List<String> names(List<String> checkpoints, List<String> layers) {
    return new RunSweep(checkpoints, layers)
        .of(Run.open(run)).stream().map(point -> point.of("run")).toList();
  }
}

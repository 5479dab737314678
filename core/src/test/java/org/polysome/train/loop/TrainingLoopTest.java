package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DivergedException;
import org.polysome.progress.Progress;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.train.StopAfter;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.spec.EarlyStoppingSpec;
import org.polysome.train.spec.InitFitted;
import org.polysome.train.spec.OptimizerSpec;
import org.polysome.train.spec.Precision;
import org.polysome.train.spec.ScheduleSpec;
import org.polysome.train.spec.TrainSpec;
import org.polysome.train.spec.WeightDecay;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.TrainState;

class TrainingLoopTest {

  private static final int STEPS = 30;

  @TempDir Path folder;

  private static TrainSpec spec(int batchSize, int accumulate, int patience) {
    return new TrainSpec(
        Optional.of(STEPS),
        Optional.empty(),
        Optional.empty(),
        batchSize,
        accumulate,
        0.01,
        new OptimizerSpec.Adamw(0.9, 0.999, 1e-8, new WeightDecay.Rate(0.01)),
        new ScheduleSpec.Cosine(5, 0.1),
        Optional.of(1.0),
        Precision.FLOAT32,
        6,
        7,
        2,
        List.of(),
        4,
        patience > 0 ? Optional.of(new EarlyStoppingSpec(patience, 1000)) : Optional.empty(),
        1,
        false,
        Optional.empty(),
        InitFitted.CARRIED);
  }

  private TrainState train(String name) {
    return new TinyTraining(spec(8, 2, 0), folder.resolve(name)).train(Progress.silent());
  }

  private List<Metrics> metrics(String name) {
    return MetricsFile.read(folder.resolve(name).resolve(MetricsFile.NAME));
  }

  @Test
  void lossFallsAndEverythingIsWrittenDown() {
    TrainState state = train("run");
    assertThat(state.step()).isEqualTo(STEPS);
    List<Metrics> lines = metrics("run");
    assertThat(lines.stream().filter(line -> line.split().equals("train")).map(Metrics::step))
        .containsExactly(4L, 8L, 12L, 16L, 20L, 24L, 28L, 30L);
    assertThat(lines.stream().filter(line -> line.split().equals("validation")).map(Metrics::step))
        .containsExactly(6L, 12L, 18L, 24L, 30L);
    assertThat(lines.getFirst().terms())
        .containsOnlyKeys(
            "masked-values.mse",
            "wced.input.mse",
            "wced.input.is-zero",
            "wced.non-input.mse",
            "wced.non-input.is-zero");
    assertThat(lines.getLast().loss()).isLessThan(lines.getFirst().loss());
    Checkpoints checkpoints = Checkpoints.of(folder.resolve("run"));
    assertThat(checkpoints.pointed(Checkpoints.LAST)).contains(30L);
    assertThat(checkpoints.pointed(Checkpoints.BEST)).contains(state.validation().bestStep());
    assertThat(checkpoints.steps()).hasSizeLessThanOrEqualTo(3).contains(30L);
  }

  @Test
  void sameSeedSameBytes() throws IOException {
    train("a");
    train("b");
    assertSame("a", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 13, 18, 29})
  void stoppedAndResumedIsTheUninterruptedRun(int stopAfter) throws IOException {
    train("whole");
    TinyTraining stopped = new TinyTraining(spec(8, 2, 0), folder.resolve("stopped"));
    assertThatThrownBy(() -> stopped.train(new StopAfter(stopAfter)))
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("after step " + stopAfter + " of 30")
        .hasMessageContaining("polysome pretrain --resume " + folder.resolve("stopped"));
    train("stopped");
    assertSame("whole", "stopped");
  }

  @Test
  void killedAfterACheckpointIsTheUninterruptedRun() throws IOException {
    train("whole");
    TinyTraining killed = new TinyTraining(spec(8, 2, 0), folder.resolve("killed"));
    assertThatThrownBy(() -> killed.train(new DieAfter(11))).isInstanceOf(Killed.class);
    assertThat(Checkpoints.of(folder.resolve("killed")).pointed(Checkpoints.LAST)).contains(7L);
    train("killed");
    assertSame("whole", "killed");
  }

  @Test
  void smallBatchesThatAddUpAreTheLargeBatch() {
    for (int accumulate : new int[] {1, 2, 4}) {
      new TinyTraining(spec(16 / accumulate, accumulate, 0), folder.resolve("by" + accumulate))
          .withoutDropout()
          .train(Progress.silent());
    }
    for (String name : List.of("by2", "by4")) {
      for (int i = 0; i < metrics("by1").size(); i++) {
        double loss = metrics("by1").get(i).loss();
        assertThat(metrics(name).get(i).loss()).isCloseTo(loss, within(1e-4 * loss));
      }
    }
  }

  @Test
  void stopsWhenPatienceRunsOut() {
    TrainState state =
        new TinyTraining(spec(8, 2, 2), folder.resolve("run")).train(Progress.silent());
    assertThat(state.step())
        .as("the first is best, the second and third too little better")
        .isEqualTo(18);
    assertThat(Checkpoints.of(folder.resolve("run")).pointed(Checkpoints.LAST)).contains(18L);
  }

  @Test
  void lossThatIsNoNumberNamesStepCellsAndTheLastGoodCheckpoint() {
    TinyTraining poisoned = new TinyTraining(spec(8, 2, 0), folder.resolve("run")).poisoned();
    assertThatThrownBy(() -> poisoned.train(Progress.silent()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("masked-values.mse")
        .hasMessageContaining("at step 13")
        .hasMessageContaining("cell of step 12")
        .hasMessageContaining("2 more")
        .hasMessageContaining("step-12");
    assertThat(Checkpoints.of(folder.resolve("run")).pointed(Checkpoints.LAST)).contains(12L);
  }

  /** The losses of the step before are numbers yet: only the parameters tell. */
  @Test
  void parametersThatAreNoNumbersReachNoCheckpoint() {
    String yaml =
        """
        max-steps: 30
        batch-size: 8
        learning-rate: 1e39
        checkpoint-every: 1
        log-every: 4
        """;
    TrainSpec spec = Config.bind(YamlReader.read(yaml, "test"), TrainSpec.class);
    TinyTraining overflowing = new TinyTraining(spec, folder.resolve("run"));
    assertThatThrownBy(() -> overflowing.train(Progress.silent()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("a parameter is not a number after step 1")
        .hasMessageContaining("there is no good checkpoint yet");
    assertThat(Checkpoints.of(folder.resolve("run")).steps()).isEmpty();
  }

  private void assertSame(String expected, String found) throws IOException {
    assertThat(folder.resolve(found).resolve(MetricsFile.NAME))
        .hasSameBinaryContentAs(folder.resolve(expected).resolve(MetricsFile.NAME));
    for (String file : List.of("model.safetensors", "optimizer.safetensors", "state.json")) {
      Path last = Path.of("checkpoints", "step-" + STEPS, file);
      assertThat(folder.resolve(found).resolve(last))
          .hasSameBinaryContentAs(folder.resolve(expected).resolve(last));
    }
    for (String pointer : List.of(Checkpoints.BEST, Checkpoints.LAST)) {
      assertThat(Files.readString(folder.resolve(found).resolve("checkpoints").resolve(pointer)))
          .isEqualTo(
              Files.readString(folder.resolve(expected).resolve("checkpoints").resolve(pointer)));
    }
    try (Scope scope = new Scope()) {
      Map<String, Tensor> model =
          Safetensors.read(
              folder.resolve(found).resolve("checkpoints/step-" + STEPS + "/model.safetensors"));
      assertThat(model).containsKeys("genes", "objective.wced.decoder.out.weight");
    }
  }

  /** The end of a process that writes nothing more. */
  private static final class DieAfter extends StopAfter {

    DieAfter(int steps) {
      super(steps);
    }

    @Override
    protected void stop() {
      throw new Killed();
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DivergedException;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
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

  private static TrainSpec few(String more) {
    String yaml = "{max-steps: 8, batch-size: 8, learning-rate: 0.01, " + more + "}";
    return Config.bind(YamlReader.read(yaml, "test"), TrainSpec.class);
  }

  @Test
  void aLineIsTheMeanOfTheStepsSinceTheLineBefore() {
    new TinyTraining(few("log-every: 1"), folder.resolve("each")).train(Progress.silent());
    new TinyTraining(few("log-every: 4"), folder.resolve("four")).train(Progress.silent());
    List<Metrics> each = training("each");
    List<Metrics> four = training("four");
    assertThat(four).extracting(Metrics::step).containsExactly(4L, 8L);
    for (int line = 0; line < 2; line++) {
      double mean =
          each.subList(4 * line, 4 * line + 4).stream()
              .mapToDouble(Metrics::loss)
              .average()
              .orElseThrow();
      assertThat(four.get(line).loss()).isCloseTo(mean, within(1e-9 * mean));
    }
  }

  private List<Metrics> training(String name) {
    return metrics(name).stream().filter(line -> line.split().equals(Metrics.TRAIN)).toList();
  }

  /** A schedule that climbs by a tenth of the rate with each step. */
  @Test
  void aLineHasTheRateOfItsLastStep() {
    new TinyTraining(
            few("log-every: 4, schedule: {type: constant, warm-up-steps: 10}"),
            folder.resolve("run"))
        .train(Progress.silent());
    List<Metrics> lines = training("run");
    assertThat(lines.get(0).learningRate().orElseThrow()).isCloseTo(0.004, within(1e-12));
    assertThat(lines.get(1).learningRate().orElseThrow()).isCloseTo(0.008, within(1e-12));
  }

  @Test
  void aStopLeavesACheckpointWhereItStopsAndTheRestIsCounted() throws IOException {
    Path run = folder.resolve("run");
    TinyTraining training = new TinyTraining(spec(8, 2, 0), run);
    assertThatThrownBy(() -> training.train(new StopAfter(4)))
        .isInstanceOf(CancelledException.class);
    assertThat(Checkpoints.of(run).pointed(Checkpoints.LAST)).contains(4L);
    Path state = Checkpoints.of(run).of(4).resolve(Checkpoints.STATE);
    FileTime written = Files.getLastModifiedTime(state);
    Shown shown = new Shown(0);
    assertThatThrownBy(() -> training.train(shown)).isInstanceOf(CancelledException.class);
    assertThat(Files.getLastModifiedTime(state)).as("not written again").isEqualTo(written);
    assertThat(shown.total).isEqualTo((STEPS - 4) * 16);
  }

  @Test
  void progressShowsStepsAndTheirLoss() {
    Shown shown = new Shown(Integer.MAX_VALUE);
    new TinyTraining(few("log-every: 4"), folder.resolve("run")).train(shown);
    List<Metrics> lines = training("run");
    assertThat(shown.total).isEqualTo(64);
    assertThat(shown.notes)
        .containsExactly(
            String.format(Locale.ROOT, "step 4/8, loss %.4f", lines.get(0).loss()),
            String.format(Locale.ROOT, "step 8/8, loss %.4f", lines.get(1).loss()));
  }

  @Test
  void theSpeedIsToldAfterEachLine() throws IOException {
    new TinyTraining(few("log-every: 4"), folder.resolve("run")).train(Progress.silent());
    try (Stream<Path> files = Files.list(folder.resolve("run").resolve("events"))) {
      byte[] bytes = Files.readAllBytes(files.findFirst().orElseThrow());
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1).split("cells_per_second", -1))
          .hasSize(3);
    }
  }

  /** The line of the step that is no number is not written. */
  @Test
  void lossesAreLookedAtBeforeTheyAreWrittenDown() {
    TinyTraining poisoned =
        new TinyTraining(
                Config.bind(
                    YamlReader.read(
                        "{max-steps: 20, batch-size: 8, log-every: 13, checkpoint-every: 50}",
                        "test"),
                    TrainSpec.class),
                folder.resolve("run"))
            .withoutHeldOutCells()
            .poisoned();
    assertThatThrownBy(() -> poisoned.train(Progress.silent()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("at step 13")
        .hasMessageContaining("there is no good checkpoint yet");
    assertThat(training("run")).isEmpty();
  }

  @Test
  void aValidationThatIsNoNumberEndsTheTraining() {
    TinyTraining bad = new TinyTraining(spec(8, 2, 0), folder.resolve("run")).withBadValidation();
    assertThatThrownBy(() -> bad.train(Progress.silent()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining(
            "the validation loss (masked-values.mse) is not a number after step 6");
  }

  /** Steps so long that losses rise again. */
  @Test
  void theBestCheckpointIsThatOfTheLowestValidationLoss() {
    String yaml = "{max-steps: 8, batch-size: 8, learning-rate: 3, validate-every: 1}";
    new TinyTraining(
            Config.bind(YamlReader.read(yaml, "test"), TrainSpec.class), folder.resolve("run"))
        .train(Progress.silent());
    Metrics best =
        metrics("run").stream()
            .filter(line -> line.split().equals(Metrics.VALIDATION))
            .min(Comparator.comparingDouble(Metrics::loss))
            .orElseThrow();
    assertThat(best.step()).isLessThan(8);
    assertThat(Checkpoints.of(folder.resolve("run")).pointed(Checkpoints.BEST))
        .contains(best.step());
  }

  @Test
  void withoutHeldOutCellsThereIsNoBestCheckpoint() {
    new TinyTraining(spec(8, 2, 0), folder.resolve("run"))
        .withoutHeldOutCells()
        .train(Progress.silent());
    assertThat(metrics("run")).noneMatch(line -> line.split().equals(Metrics.VALIDATION));
    Checkpoints checkpoints = Checkpoints.of(folder.resolve("run"));
    assertThat(checkpoints.pointed(Checkpoints.BEST)).isEmpty();
    assertThat(checkpoints.steps()).containsExactly(28L, 30L);
  }

  /** Notes what is shown, and wishes to stop after some advances. */
  private static final class Shown implements Progress {

    private final Cancellation cancellation = new Cancellation();
    private final int most;
    private final List<String> notes = new ArrayList<>();
    private long total;
    private int advances;

    Shown(int most) {
      this.most = most;
      stop();
    }

    private void stop() {
      if (advances++ >= most) {
        cancellation.request();
      }
    }

    @Override
    public void say(String line) {}

    @Override
    public Cancellation cancellation() {
      return cancellation;
    }

    @Override
    public Task start(String title, String unit, long all) {
      total = all;
      return new Task() {
        @Override
        public void add(long count) {
          stop();
        }

        @Override
        public void advance(long count) {
          stop();
        }

        @Override
        public void note(String text) {
          notes.add(text);
        }

        @Override
        public void close() {}
      };
    }
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

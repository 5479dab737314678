package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.objective.Term;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.store.StepLosses;

class TrainLogTest {

  @TempDir Path run;

  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final MadeModel model = new MadeModel(parameters, 0);
  private final Learner learner =
      new Learner(
          model,
          List.of(
              new MadeObjective(List.of(new Term("a", 2), new Term("b", 1)), TokenBatch::cells)),
          parameters);

  @AfterEach
  void free() {
    parameters.close();
  }

  private static StepLosses losses(long step, double a, double b, long countB) {
    return new StepLosses(step, new double[] {a, b}, new long[] {2, countB});
  }

  private List<Metrics> lines() {
    return MetricsFile.read(run.resolve(MetricsFile.NAME));
  }

  private String events() throws IOException {
    StringBuilder text = new StringBuilder();
    try (var files = Files.list(run.resolve("events"))) {
      for (Path file : files.toList()) {
        text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  @Test
  void aLineOfTrainingIsTheMeanOverItsSteps() throws IOException {
    try (TrainLog log = new TrainLog(run, 0, learner)) {
      double loss = log.training(0.5, List.of(losses(3, 4, 9, 3), losses(4, 8, 0, 0)), 0.01);
      assertThat(loss).isCloseTo(((2 * 2 + 3) + 2 * 4) / 2.0, within(1e-12));
      log.force();
    }
    Metrics line = lines().getFirst();
    assertThat(line)
        .isEqualTo(
            new Metrics(
                4, 0.5, Metrics.TRAIN, 7.5, Map.of("a", 3.0, "b", 3.0), OptionalDouble.of(0.01)));
    assertThat(events()).contains("train/loss", "train/a", "train/b", "learning_rate");
  }

  @Test
  void aTermWithoutAValueIsLeftOut() {
    try (TrainLog log = new TrainLog(run, 0, learner)) {
      assertThat(log.training(0.5, List.of(losses(1, 4, 0, 0)), 0.01)).isEqualTo(4);
    }
    assertThat(lines().getFirst().terms()).containsExactly(Map.entry("a", 2.0));
  }

  @Test
  void aLineOfValidationHasNoRate() throws IOException {
    try (TrainLog log = new TrainLog(run, 0, learner)) {
      assertThat(log.validation(1, losses(9, 4, 9, 3))).isEqualTo(7);
    }
    Metrics line = lines().getFirst();
    assertThat(line.split()).isEqualTo(Metrics.VALIDATION);
    assertThat(line.step()).isEqualTo(9);
    assertThat(line.learningRate()).isEmpty();
    assertThat(events()).contains("validation/loss").doesNotContain("learning_rate");
  }

  @Test
  void onlyTensorBoardHearsOfTheSpeed() throws IOException {
    try (TrainLog log = new TrainLog(run, 0, learner)) {
      log.speed(3, 120);
    }
    assertThat(lines()).isEmpty();
    assertThat(events()).contains("cells_per_second");
  }

  @Test
  void whatWasWrittenAboutLaterStepsIsCut() {
    try (TrainLog log = new TrainLog(run, 0, learner)) {
      log.training(0.1, List.of(losses(1, 1, 1, 1)), 0.01);
      log.training(0.2, List.of(losses(2, 1, 1, 1)), 0.01);
    }
    try (TrainLog log = new TrainLog(run, 1, learner)) {
      log.training(0.2, List.of(losses(2, 2, 1, 1)), 0.01);
    }
    assertThat(lines()).extracting(Metrics::step).containsExactly(1L, 2L);
    assertThat(lines().getLast().terms()).containsEntry("a", 1.0);
  }
}

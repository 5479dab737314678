package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.ClassPath;
import org.polysome.random.Seeds;
import org.polysome.train.TinyCorpus;

/** A training that is killed with SIGKILL at random instants, or stopped, and resumed. */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
class KillAndResumeTest {

  private static final long SEED = 20;
  private static final int KILLS = 4;
  private static final int MOST_LINES_BETWEEN_KILLS = 40;
  private static final String STEPS = "400";

  @TempDir Path folder;
  private Path plan;

  @BeforeEach
  void plan() throws IOException {
    Path corpus = TinyCorpus.write(folder, 150);
    plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        """
        data: {corpus: %s, validation: {type: fraction, share: 0.2}}
        tokenizer: {length: 24}
        model: {type: token-model, width: 16, layers: 1, heads: 2, backbone: {type: transformer, dropout: 0.1}}
        objectives: [wced, masked-values]
        train: {max-steps: %s, batch-size: 16, log-every: 3, checkpoint-every: 7, validate-every: 20, clip: 1}
        """
            .formatted(corpus, STEPS));
  }

  @Test
  void killedAtRandomStepsItGivesTheBytesOfTheUninterruptedRun() throws Exception {
    assertThat(finish(start("whole"))).isZero();
    RandomGenerator random = Seeds.generator(SEED);
    Process process = start("killed");
    for (int kill = 0; kill < KILLS; kill++) {
      long line = lines("killed") + 1 + random.nextInt(MOST_LINES_BETWEEN_KILLS);
      while (process.isAlive() && lines("killed") < line) {
        Thread.sleep(random.nextInt(1, 12));
      }
      process.destroyForcibly();
      finish(process);
      process = child(List.of("pretrain", "--resume", folder.resolve("killed").toString()));
    }
    assertThat(finish(process)).as("seed %d", SEED).isZero();
    assertSame("killed");
  }

  @Test
  void stoppedBySigtermItWritesACheckpointAndSaysHowToGoOn() throws Exception {
    assertThat(finish(start("whole"))).isZero();
    Process process = start("stopped");
    while (process.isAlive() && lines("stopped") < 5) {
      Thread.sleep(5);
    }
    process.destroy();
    assertThat(finish(process)).isEqualTo(143);
    assertThat(Files.readString(folder.resolve("errors.txt")))
        .contains("with a checkpoint; to go on: polysome pretrain --resume ");
    assertThat(finish(child(List.of("pretrain", "--resume", folder.resolve("stopped").toString()))))
        .isZero();
    assertSame("stopped");
  }

  private void assertSame(String run) throws IOException {
    for (String file :
        List.of(
            "metrics.jsonl",
            "checkpoints/last",
            "checkpoints/best",
            "checkpoints/step-" + STEPS + "/model.safetensors",
            "checkpoints/step-" + STEPS + "/optimizer.safetensors",
            "checkpoints/step-" + STEPS + "/state.json")) {
      assertThat(folder.resolve(run).resolve(file))
          .as("seed %d", SEED)
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
    }
    try (var left = Files.walk(folder.resolve(run))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  private long lines(String run) throws IOException {
    Path metrics = folder.resolve(run).resolve("metrics.jsonl");
    if (!Files.exists(metrics)) {
      return 0;
    }
    try (var lines = Files.lines(metrics)) {
      return lines.count();
    }
  }

  private Process start(String run) throws IOException {
    return child(List.of("pretrain", plan.toString(), "-o", folder.resolve(run).toString()));
  }

  private Process child(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.text(),
                "org.polysome.cli.Polysome"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve("errors.txt").toFile());
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    return builder.start();
  }

  private static int finish(Process process) throws InterruptedException {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }
}

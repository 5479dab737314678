package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.files.FileTree;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;

/** Cells that nothing looks at before the end. */
class TestReadingTest {

  private static final String KEPT = "{type: query, where: batch == \"batch1\"}";

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 60, 40, 1);
  }

  private static Plan plan(String... assignments) {
    String yaml =
        """
        seed: 5
        tokenizer: {length: 16}
        model: {type: token-model, width: 8, layers: 1, heads: 1}
        objectives: [wced, {type: masked-values, ratio: 0.3}]
        train: {max-steps: 3, batch-size: 8, learning-rate: 0.01}
        """;
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Path train(String name, String... assignments) {
    Path run = folder.resolve(name);
    Pretraining.start(
        plan(assignments), new Pretraining.Target(run, false, List.of("test")), Progress.silent());
    return run;
  }

  private static TestReading.Reading read(Path run, boolean again) {
    return TestReading.read(
        new TestReading.Request(run, Optional.empty(), Device.CPU, again), Progress.silent());
  }

  /** A run that validates by the same cells trains on the same ones, and ends with that loss. */
  @Test
  void lossesAreThoseThatAValidationByTheSameCellsEndsWith() throws IOException {
    TestReading.Reading reading = read(train("tested", "data.test=" + KEPT), false);
    Path validated = train("validated", "data.validation=" + KEPT, "train.validate-every=3");
    Metrics last = MetricsFile.read(validated.resolve(MetricsFile.NAME)).getLast();
    assertThat(last.split()).isEqualTo("validation");
    assertThat(reading.loss()).isCloseTo(last.loss(), within(1e-9)).isPositive();
    assertThat(reading.checkpoint()).isEqualTo("last");
    assertThat(reading.terms())
        .extracting(TestReading.Loss::term)
        .hasSize(5)
        .allMatch(term -> last.terms().containsKey(term));
    List<String> kept = Files.readAllLines(folder.resolve("tested").resolve("test-cells.txt"));
    assertThat(kept).hasSize(reading.cells()).isNotEmpty();
  }

  @Test
  void theyAreReadOnceUnlessAskedForAgain() throws IOException {
    Path run = train("run", "data.test=0.3");
    TestReading.Reading first = read(run, false);
    assertThatThrownBy(() -> read(run, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("were read before")
        .hasMessageContaining("‹again›");
    TestReading.Reading second = read(run, true);
    assertThat(second.loss()).isEqualTo(first.loss());
    assertThat(Files.readAllLines(run.resolve("test.jsonl")))
        .containsExactly(first.json(), second.json());
  }

  @Test
  void aRunThatHasNoneOrIsNotAtItsEndIsRefusedInALine() {
    Path without = train("without");
    assertThatThrownBy(() -> read(without, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.test of its recipe is none");
    Path stopped = folder.resolve("stopped");
    assertThatThrownBy(
            () ->
                Pretraining.start(
                    plan("data.test=0.3"),
                    new Pretraining.Target(stopped, false, List.of("test")),
                    new StopAfter(1)))
        .hasMessageContaining("--resume");
    assertThatThrownBy(() -> read(stopped, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("polysome pretrain --resume " + stopped);
    Path fitted =
        TinyRun.of(folder.resolve("fitted"), "{model: {type: pca, components: 4}}").folder();
    assertThatThrownBy(() -> read(fitted, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("benchmark reconstruction");
  }

  @Test
  void weightsThatHaveSeenTheCellsAreNoStart() {
    Path seen = train("seen");
    assertThatThrownBy(() -> train("late", "data.test=0.3", "train.init-from=" + seen))
        .isInstanceOf(UsageException.class)
        .hasMessageMatching(
            "data.test keeps \\d+ cells that .*seen has trained on or chosen its checkpoint by.*");
    Path chosen = train("chosen", "data.validation=" + KEPT, "train.validate-every=3");
    assertThatThrownBy(() -> train("too", "data.test=" + KEPT, "train.init-from=" + chosen))
        .isInstanceOf(UsageException.class);
    Path blind = train("blind", "data.test=0.3");
    train("right", "data.test=0.3", "train.init-from=" + blind);
    Path next = train("next", "train.init-from=" + seen, "data.select=batch != \"batch1\"");
    assertThatThrownBy(() -> train("far", "data.test=" + KEPT, "train.init-from=" + next))
        .as("through the run before the one before")
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(seen.toString());
  }

  @Test
  void anEarlierStageKeepsThemToo() {
    Plan last = plan("data.test=0.3");
    var target = new Pretraining.Target(folder.resolve("staged"), false, List.of("test"));
    assertThatThrownBy(() -> Pretraining.start(List.of(plan(), last), target, Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("stage 1 has trained on");
    assertThat(target.folder()).doesNotExist();
    Pretraining.start(List.of(last, last), target, Progress.silent());
    assertThat(read(target.folder(), false).cells()).isPositive();
  }

  @Test
  void whatCannotBeToldIsSaid() throws IOException {
    Path other = TinyCorpus.write(Files.createDirectory(folder.resolve("other")), 30, 40, 2);
    Path before = train("before", "data.corpus=" + other);
    FileTree.delete(other);
    List<String> said = new ArrayList<>();
    Pretraining.start(
        plan("data.test=0.3", "train.init-from=" + before),
        new Pretraining.Target(folder.resolve("run"), false, List.of("test")),
        new Listening(said));
    assertThat(said)
        .anyMatch(line -> line.contains(before + " has seen cells") && line.contains("not here"))
        .contains("the test cells are read once: polysome test " + folder.resolve("run"));
  }
}

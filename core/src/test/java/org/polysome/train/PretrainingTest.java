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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.FileTree;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.spec.DataSpec;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;

@Tag("slow")
class PretrainingTest {

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 200);
  }

  private static Plan plan(String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        seed: 5
        data: {validation: {type: fraction, share: 0.2}}
        tokenizer: {length: 32}
        model: {type: token-model, width: 16, layers: 1, heads: 2, backbone: {type: transformer, dropout: 0.1}}
        objectives: [wced, {type: masked-values, ratio: 0.3}]
        train: {max-steps: 12, batch-size: 16, learning-rate: 0.003, log-every: 4, checkpoint-every: 5, clip: 1}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Run train(String name, Plan plan) {
    return Pretraining.start(plan, target(name, false), Progress.silent());
  }

  private Pretraining.Target target(String name, boolean force) {
    return new Pretraining.Target(folder.resolve(name), force, List.of("test"));
  }

  private byte[] weights(String name, long step) throws IOException {
    return Files.readAllBytes(
        Checkpoints.of(folder.resolve(name)).of(step).resolve(CheckpointFiles.MODEL));
  }

  @Test
  void writesARunThatOpens() throws IOException {
    Plan plan = plan();
    train("run", plan);
    Run run = Run.open(folder.resolve("run"));
    assertThat(run.plan()).isEqualTo(plan);
    assertThat(run.vocabulary().size()).isEqualTo(120);
    assertThat(run.defaultCheckpoint()).isEqualTo("best");
    List<Metrics> metrics = MetricsFile.read(run.folder().resolve(MetricsFile.NAME));
    assertThat(metrics.getLast().split()).isEqualTo(Metrics.VALIDATION);
    Manifest manifest =
        Manifest.fromJson(Files.readString(run.folder().resolve(RunFolder.MANIFEST)));
    assertThat(manifest.ended()).isPresent();
    assertThat(manifest.seeds()).containsEntry("run", 5L);
    try (OpenRun trained = run.open();
        OpenRun untrained = run.open(OpenRun.Setting.of(run.untrained(5)))) {
      assertThat(trained.width()).isEqualTo(untrained.width()).isEqualTo(16);
    }
  }

  @Test
  void loaderThreadsDoNotMatter() throws IOException {
    train("one", plan("train.threads=1"));
    train("three", plan("train.threads=3"));
    assertThat(weights("three", 12)).isEqualTo(weights("one", 12));
    assertThat(folder.resolve("three").resolve(MetricsFile.NAME))
        .hasSameBinaryContentAs(folder.resolve("one").resolve(MetricsFile.NAME));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8})
  void stoppedAndResumedIsTheUninterruptedRun(int steps) {
    StoppedRun.goesOn(train("whole", plan()), plan(), steps);
  }

  /** Random features are drawn again at steps 3, 6, 9: before and after the stop. */
  @Test
  void drawsTheSameRandomFeaturesAfterAStop() throws IOException {
    Plan plan = plan("model.backbone={type: performer, redraw: 3}");
    StoppedRun.goesOn(train("whole", plan), plan, 7);
    String never = "model.backbone={type: performer, redraw: 0}";
    train("never", plan(never));
    assertThat(weights("never", 12)).isNotEqualTo(weights("whole", 12));
  }

  @Test
  void resumingAFinishedRunChangesNothing() throws IOException {
    train("run", plan());
    byte[] before = weights("run", 12);
    Pretraining.resume(folder.resolve("run"), Progress.silent());
    assertThat(weights("run", 12)).isEqualTo(before);
  }

  @Test
  void aStageStartsWhereTheOneBeforeEnds() throws IOException {
    Plan first = plan("train.max-steps=6");
    Plan second = plan("train.max-steps=12", "objectives=[wced]");
    Path run = folder.resolve("staged");
    Pretraining.start(List.of(first, second), target("staged", false), Progress.silent());
    train("first", first);
    assertThat(weights("staged/stages/1", 6)).isEqualTo(weights("first", 6));
    train("second", second.startingFrom(folder.resolve("first")));
    assertThat(weights("staged", 12)).isEqualTo(weights("second", 12));
    assertThat(Run.open(run).plan().objectives()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 9})
  void stoppedInAnyStageItGoesOn(int steps) {
    List<Plan> stages = List.of(plan("train.max-steps=6"), plan("objectives=[wced]"));
    Run whole = Pretraining.start(stages, target("whole", false), Progress.silent());
    StoppedRun.goesOn(whole, stages, steps);
  }

  @Test
  void checkpointsThatAreToBeKeptStay() {
    train("kept", plan("train.keep-steps=[3, 7]", "train.keep-checkpoints=1"));
    assertThat(Checkpoints.of(folder.resolve("kept")).steps()).contains(3L, 7L, 12L);
  }

  @Test
  void endsWhenEnoughCellsWereSeen() {
    train("seen", plan("train.max-steps=null", "train.max-cells-seen=50"));
    assertThat(Checkpoints.of(folder.resolve("seen")).pointed(Checkpoints.LAST)).contains(4L);
  }

  @Test
  void bfloat16TrainsTooAndKeepsFloat32Parameters() throws IOException {
    train("single", plan());
    train("half", plan("train.precision=bf16"));
    double single = MetricsFile.read(folder.resolve("single/metrics.jsonl")).getLast().loss();
    double half = MetricsFile.read(folder.resolve("half/metrics.jsonl")).getLast().loss();
    assertThat(half).isNotEqualTo(single).isCloseTo(single, within(0.05 * single));
    assertThat(weights("half", 12)).hasSameSizeAs(weights("single", 12));
  }

  @Test
  void anotherCorpusIsNotGoneOnWith() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path moving = TinyCorpus.write(other, 60);
    train("run", plan("data.corpus=" + moving));
    FileTree.delete(other);
    TinyCorpus.write(Files.createDirectory(other), 61);
    assertThatThrownBy(() -> Pretraining.resume(folder.resolve("run"), Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no longer, the corpus");
  }

  @Test
  void aRunOfANewerSchemaIsRefused() throws IOException {
    train("run", plan("train.max-steps=1"));
    Path header = folder.resolve("run").resolve(RunFolder.HEADER);
    Files.writeString(header, Files.readString(header).replace("\"schema\":1", "\"schema\":2"));
    assertThatThrownBy(() -> Run.open(folder.resolve("run")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("install a newer version");
    assertThatThrownBy(() -> Run.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not a run");
  }

  @Test
  void startsFromOtherWeightsAndSaysWhatIsNew() {
    train("first", plan());
    List<String> said = new ArrayList<>();
    Pretraining.start(
        plan("train.init-from=" + folder.resolve("first"), "objectives=[masked-values]"),
        target("second", false),
        new Listening(said));
    assertThat(said)
        .anyMatch(line -> line.contains("not used: objective.wced.decoder.out.weight"))
        .anyMatch(line -> line.matches(".*(\\d+) of \\1 tensors start from .*first.*"));
  }

  @Test
  void holdsOutWholeGroups() {
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      DataSpec data = plan("data.validation={type: column, name: batch, share: 0.25}").data();
      CellSplit split = CellSplit.of(opened, data, 5);
      int[] codes = opened.labels("batch").codes();
      assertThat(Arrays.stream(split.heldOut()).map(row -> codes[row]).distinct()).hasSize(1);
      assertThat(Arrays.stream(split.training()).map(row -> codes[row]).distinct()).hasSize(3);
      assertThat(split.heldOut().length + split.training().length).isEqualTo(200);
    }
  }

  @Test
  void selectsCellsByQueryAndGenesByVariance() {
    Run run =
        train(
            "run",
            plan(
                "data.select=batch != 'batch1'",
                "tokenizer.genes={type: highly-variable, count: 20}",
                "objectives=[masked-values]"));
    assertThat(run.fitted().selected().orElseThrow().cardinality()).isEqualTo(20);
  }

  @Test
  void refusesWhatDoesNotFitTheCorpus() {
    assertThatThrownBy(() -> train("a", plan("data.validation={type: column, name: donor}")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column 'donor'");
    assertThatThrownBy(
            () -> train("b", plan("data.validation={type: column, name: batch, values: [x]}")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no 'x'");
    assertThatThrownBy(() -> train("c", plan("tokenizer.genes={type: given, genes: [nope]}")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nope");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAnExistingRunUnlessForced() {
    train("run", plan("train.max-steps=1"));
    assertThatThrownBy(() -> train("run", plan("train.max-steps=1")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("‹force›");
    Pretraining.start(plan("train.max-steps=2"), target("run", true), Progress.silent());
    assertThat(Checkpoints.of(folder.resolve("run")).steps()).containsExactly(2L);
  }

  @Test
  void dryRunTellsTheCostsAndReadsBackAsThePlan() {
    String text = DryRun.text(plan());
    assertThat(Config.bind(YamlReader.read(text, "dry"), Plan.class)).isEqualTo(plan());
    assertThat(text)
        .contains("# parameters: ")
        .contains("multiply-adds")
        .contains("MiB")
        .contains("# steps: 12 of 16 cells");
  }
}

package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.progress.Listening;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Engine;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.store.Checkpoints;

/** Trainings of a few steps, and fits of no steps, by what they say and leave behind. */
class TrainingSessionTest {

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir private Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 30, 24, 1);
  }

  private static Plan plan(String... assignments) {
    String yaml =
        """
        seed: 5
        data: {validation: {type: fraction, share: 0.3}, test: 0.1}
        tokenizer: {length: 8}
        model: {type: token-model, width: 4, layers: 1, heads: 1}
        objectives: [wced]
        train: {max-steps: 4, batch-size: 8, learning-rate: 0.05, log-every: 2, checkpoint-every: 3}
        """;
    return bind(yaml, assignments);
  }

  private static Plan bind(String yaml, String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Pretraining.Target target() {
    return new Pretraining.Target(folder.resolve("run"), false, List.of("polysome", "pretrain"));
  }

  private static CellSplit split(Plan plan) {
    try (Corpora corpora = Corpora.open(List.of(corpus))) {
      return CellSplit.of(corpora, plan.data(), plan.seed());
    }
  }

  private static Manifest manifest(Run run) {
    return Manifest.fromJson(RunFolder.read(run.folder().resolve(RunFolder.MANIFEST)));
  }

  @Test
  void itSaysWhatItTrainsOnAndHowItEnded() throws IOException {
    List<String> said = new ArrayList<>();
    Run run = Pretraining.start(plan(), target(), new Listening(said));
    CellSplit split = split(plan());
    assertThat(said.getFirst())
        .matches(
            "start: %d cells to train on, %s, [\\d,]+ parameters, cpu"
                .formatted(split.training().length, split.heldOutWords()));
    Map<Long, Double> losses =
        MetricsFile.read(run.folder().resolve(MetricsFile.NAME)).stream()
            .filter(line -> line.split().equals(Metrics.VALIDATION))
            .collect(Collectors.toMap(Metrics::step, Metrics::loss));
    long best = run.checkpoints().pointed(Checkpoints.BEST).orElseThrow();
    assertThat(said.getLast())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "done: 4 steps, best validation loss %.4f after step %d: %s",
                losses.get(best),
                best,
                run.folder()));
    Manifest manifest = manifest(run);
    assertThat(manifest.ended()).isPresent();
    assertThat(manifest.seeds()).isEqualTo(Map.of("run", 5L));
    assertThat(manifest.engine()).contains("libtorch " + Engine.version());
    assertThat(manifest.threads()).isPositive();
    assertThat(manifest.command()).containsExactly("polysome", "pretrain");
    assertThat(manifest.inputs()).hasSize(1);
    assertThat(manifest.inputs().getFirst().path())
        .isEqualTo(corpus.resolve("corpus.json").toString());
    assertThat(Files.readAllLines(run.folder().resolve(RunFolder.TEST_CELLS)))
        .hasSize(split.test().length);
  }

  @Test
  void aStoppedTrainingSaysWhereItGoesOn() {
    Path run = folder.resolve("run");
    assertThatThrownBy(() -> Pretraining.start(plan(), target(), new StopAfter(2)))
        .isInstanceOf(CancelledException.class);
    assertThat(manifest(Run.open(run)).ended()).isEmpty();
    List<String> said = new ArrayList<>();
    Run resumed = Pretraining.resume(run, new Listening(said));
    assertThat(said.getFirst()).startsWith("resume after step 2: ");
    assertThat(resumed.checkpoints().pointed(Checkpoints.LAST)).contains(4L);
    assertThat(manifest(resumed).ended()).isPresent();
    assertThat(MetricsFile.read(run.resolve(MetricsFile.NAME)))
        .filteredOn(line -> line.split().equals(Metrics.TRAIN))
        .extracting(Metrics::step)
        .containsExactly(2L, 4L);
  }

  /** As after a crash between a checkpoint and the pointer to it. */
  @Test
  void theBestCheckpointIsPointedToAgain() throws IOException {
    Run run = Pretraining.start(plan(), target(), new Listening(new ArrayList<>()));
    long best = run.checkpoints().pointed(Checkpoints.BEST).orElseThrow();
    Files.delete(run.checkpoints().folder().resolve(Checkpoints.BEST));
    Files.createDirectory(run.checkpoints().of(9));
    Pretraining.resume(run.folder(), new Listening(new ArrayList<>()));
    assertThat(run.checkpoints().pointed(Checkpoints.BEST)).contains(best);
    assertThat(run.checkpoints().of(9)).doesNotExist();
  }

  @Test
  void withoutValidationThereIsNoBestLoss() {
    List<String> said = new ArrayList<>();
    Plan plan = plan("data.validation=none", "train.max-steps=1");
    Run run = Pretraining.start(plan, target(), new Listening(said));
    assertThat(said.getLast()).isEqualTo("done: 1 steps: " + run.folder());
    assertThat(run.checkpoints().pointed(Checkpoints.BEST)).isEmpty();
  }

  @Test
  void anEarlyEndIsSaid() {
    List<String> said = new ArrayList<>();
    Plan plan =
        plan(
            "train.max-steps=9",
            "train.validate-every=1",
            "train.early-stopping={patience: 1, min-delta: 1000}");
    Pretraining.start(plan, target(), new Listening(said));
    assertThat(said.getLast()).startsWith("done: 2 steps (stopped early), best validation loss ");
  }

  @Test
  void aRunThatStartsFromAnotherSaysWhatItTakes() {
    Run first = Pretraining.start(plan(), target(), new Listening(new ArrayList<>()));
    List<String> said = new ArrayList<>();
    var second = new Pretraining.Target(folder.resolve("second"), false, List.of("test"));
    Plan plan = plan("train.init-from=" + first.folder(), "train.max-steps=1");
    Pretraining.start(plan, second, new Listening(said));
    assertThat(said).anyMatch(line -> line.matches("(\\d+) of \\1 tensors start from .*step-\\d"));
  }

  @Test
  void anotherCorpusIsNotGoneOnWith() throws IOException {
    Run run = Pretraining.start(plan(), target(), new Listening(new ArrayList<>()));
    Path manifest = run.folder().resolve(RunFolder.MANIFEST);
    String text = RunFolder.read(manifest);
    String checksum = manifest(run).inputs().getFirst().sha256();
    RunFolder.write(manifest, text.replace(checksum, "0".repeat(checksum.length())));
    assertThatThrownBy(() -> Pretraining.resume(run.folder(), new Listening(new ArrayList<>())))
        .isInstanceOf(DataException.class)
        .hasMessage(
            corpus + " is not, or no longer, the corpus that " + run.folder() + " began with");
  }

  @Test
  void aStepThatMayNotBeCutIsRefusedBeforeAnythingIsRead() {
    Plan plan = plan("objectives=[{type: contrastive}]", "train.accumulate=2");
    assertThatThrownBy(() -> Pretraining.start(plan, target(), new Listening(new ArrayList<>())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("train.accumulate: 2");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFittedModelIsFittedOnce() throws IOException {
    String yaml = "{data: {validation: 0.3}, model: {type: pca, components: 3}}";
    Plan plan = bind(yaml);
    List<String> said = new ArrayList<>();
    Run run = Pretraining.start(plan, target(), new Listening(said));
    CellSplit split = split(plan);
    String done = "done: fitted: " + run.folder();
    assertThat(said)
        .containsExactly(
            "fit: %d cells, %s, 24 genes".formatted(split.training().length, split.heldOutWords()),
            done);
    assertThat(run.checkpoints().pointed(Checkpoints.LAST)).contains(0L);
    assertThat(manifest(run).ended()).isPresent();
    said.clear();
    Pretraining.resume(run.folder(), new Listening(said));
    assertThat(said).containsExactly(done);
  }
}

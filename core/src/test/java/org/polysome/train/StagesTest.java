package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.progress.Listening;
import org.polysome.provenance.Manifest;
import org.polysome.train.store.Checkpoints;

/** What is trained before the last training of a run. */
class StagesTest {

  @TempDir private Path folder;

  private static Plan plan(String... assignments) {
    String yaml =
        """
        tokenizer: {length: 16}
        model: {type: token-model, width: 8, layers: 1, heads: 1}
        objectives: [wced]
        train: {max-steps: 2, batch-size: 8}
        """;
    return Config.bind(
        Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), List.of(assignments)), Plan.class);
  }

  private static Optional<Path> start(Plan plan) {
    return plan.training().initFrom();
  }

  @Test
  void eachStageStartsFromTheOneBefore() {
    Path run = folder.resolve("run");
    Plan first = plan("train.init-from=runs/other");
    List<Plan> chained = Stages.chained(List.of(first, plan("seed=2"), plan("seed=3")), run);
    assertThat(chained).extracting(Plan::seed).containsExactly(42L, 2L, 3L);
    assertThat(start(chained.get(0))).contains(Path.of("runs/other"));
    assertThat(start(chained.get(1))).contains(run.resolve("stages/1").toAbsolutePath());
    assertThat(start(chained.get(2))).contains(run.resolve("stages/2").toAbsolutePath());
    assertThat(Stages.chained(List.of(first), run)).containsExactly(first);
  }

  @Test
  void whatIsToBeDoneStandsInTheFolder() throws IOException {
    Stages.write(folder, List.of());
    assertThat(folder).isEmptyDirectory();
    Stages.write(folder, List.of(plan("seed=1"), plan("seed=2")));
    for (int stage = 1; stage <= 2; stage++) {
      String text = Files.readString(folder.resolve("stages").resolve(stage + ".yaml"));
      assertThat(Config.bind(YamlReader.read(text, "stage"), Plan.class))
          .isEqualTo(plan("seed=" + stage));
    }
    assertThat(folder.resolve("stages")).isDirectoryNotContaining("glob:**/3.yaml");
  }

  @Test
  void aRunWithoutStagesTrainsNoneAndSaysNothing() {
    List<String> said = new ArrayList<>();
    Stages.of(folder).train(List.of("test"), new Listening(said));
    assertThat(said).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  /** The first has ended and is left alone, the second is not there and is trained. */
  @Test
  void onlyStagesThatHaveNotEndedAreTrained() throws IOException {
    Path corpus = TinyCorpus.write(Files.createDirectory(folder.resolve("a")), 30, 40, 1);
    Plan plan = plan("data.corpus=" + corpus);
    Path run = Files.createDirectory(folder.resolve("run"));
    Stages.write(run, List.of(plan, plan));
    Path first = Files.createDirectory(run.resolve("stages/1"));
    RunFolder.write(
        first.resolve(RunFolder.MANIFEST), Manifest.start(List.of("test")).end().toJson());
    List<String> said = new ArrayList<>();
    Stages.of(run).train(List.of("test"), new Listening(said));
    Path second = run.resolve("stages/2");
    assertThat(Checkpoints.of(second).pointed(Checkpoints.LAST)).contains(2L);
    assertThat(said)
        .filteredOn(line -> line.startsWith("stage "))
        .containsExactly("stage 2 of 3: " + second, "stage 3 of 3: " + run);
    assertThat(first.resolve(RunFolder.HEADER)).doesNotExist();
    Manifest manifest = Manifest.fromJson(RunFolder.read(second.resolve(RunFolder.MANIFEST)));
    assertThat(manifest.command()).containsExactly("test");
  }

  /** Before either is trained: what the first will fit depends on no step of it. */
  @Test
  void aStageCarriesOverWhatTheOneBeforeWillFit() throws IOException {
    Path first = TinyCorpus.write(Files.createDirectory(folder.resolve("a")), 30, 40, 1);
    Path second = TinyCorpus.write(Files.createDirectory(folder.resolve("b")), 30, 40, 2);
    String medians = "tokenizer.normalisation=median";
    List<Plan> plans =
        Stages.chained(
            List.of(plan("data.corpus=" + first, medians), plan("data.corpus=" + second, medians)),
            folder.resolve("run"));
    FittedParts before = fit(plans.subList(0, 1), first);
    FittedParts staged = fit(plans, second);
    assertThat(before.parts()).isEmpty();
    assertThat(staged.parts()).hasSize(1);
    assertThat(staged.parts().getFirst().remark())
        .startsWith("carried over from ")
        .contains(folder.resolve("run/stages/1").toAbsolutePath().toString());
    double[] there = before.tokenizer().medians().orElseThrow();
    double[] here = staged.tokenizer().medians().orElseThrow();
    double[] own =
        fit(List.of(plan("data.corpus=" + second, medians)), second)
            .tokenizer()
            .medians()
            .orElseThrow();
    for (int gene = 0; gene < here.length; gene++) {
      assertThat(here[gene]).isEqualTo(there[gene] > 0 ? there[gene] : own[gene]);
    }
    staged.write(folder);
    assertThat(folder.resolve(RunFolder.FITTED)).content().contains("\"medians\"");
    Path plain = Files.createDirectory(folder.resolve("plain"));
    before.write(plain);
    assertThat(plain).isEmptyDirectory();
  }

  private static FittedParts fit(List<Plan> plans, Path corpus) {
    try (Corpora corpora = Corpora.open(List.of(corpus))) {
      Plan last = plans.getLast();
      return FittedParts.of(plans, corpora, CellSplit.of(corpora, last.data(), last.seed()));
    }
  }

  @Test
  void aStageThatWasStoppedIsGoneOnWith() throws IOException {
    Path corpus = TinyCorpus.write(Files.createDirectory(folder.resolve("a")), 30, 40, 1);
    Plan plan = plan("data.corpus=" + corpus);
    Path run = Files.createDirectory(folder.resolve("run"));
    Stages.write(run, List.of(plan));
    List<String> said = new ArrayList<>();
    Stages.of(run).train(List.of("test"), new Listening(said));
    Path manifest = run.resolve("stages/1").resolve(RunFolder.MANIFEST);
    Manifest ended = Manifest.fromJson(RunFolder.read(manifest));
    assertThat(ended.ended()).isPresent();
    RunFolder.write(
        manifest, Manifest.start(List.of("test")).withInput(ended.inputs().getFirst()).toJson());
    said.clear();
    Stages.of(run).train(List.of("test"), new Listening(said));
    assertThat(said).anyMatch(line -> line.startsWith("resume after step 2"));
    assertThat(said).noneMatch(line -> line.startsWith("stage 1 of "));
    assertThat(Manifest.fromJson(RunFolder.read(manifest)).ended()).isPresent();
  }
}
